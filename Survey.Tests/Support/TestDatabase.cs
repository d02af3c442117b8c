using Survey.Db;

namespace Survey.Tests.Support;

/// <summary>A database of a test's own.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private TestDatabase(string connectionString)
    {
        ConnectionString = connectionString;
        Database = new Database(connectionString);
    }

    public string ConnectionString { get; }

    public Database Database { get; }

    /// <param name="from">Null: the newest schema and nothing in it.</param>
    public static async Task<TestDatabase> CreateAsync(StartingPoint? from = null) => new(await (from ?? StartingPoint.Schema).CopyAsync());

    /// <summary>Without any table.</summary>
    public static async Task<TestDatabase> CreateEmptyAsync() => new(await PostgresServer.CreateAsync(null));

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await PostgresServer.ReleaseAsync(ConnectionString);
    }
}
