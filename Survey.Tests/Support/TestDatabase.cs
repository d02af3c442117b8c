using Survey.Db;

namespace Survey.Tests.Support;

/// <summary>A database of its own, dropped with the fixture that made it.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private TestDatabase(string connectionString)
    {
        ConnectionString = connectionString;
        Database = new Database(connectionString);
    }

    public string ConnectionString { get; }

    public Database Database { get; }

    public static async Task<TestDatabase> CreateAsync() => new(await PostgresServer.CloneAsync());

    public static async Task<TestDatabase> CreateEmptyAsync() => new(await PostgresServer.EmptyAsync());

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await PostgresServer.DropAsync(ConnectionString);
    }
}
