using System.Data;
using Dapper;
using Npgsql;
using Survey.Db.Languages;

namespace Survey.Db;

/// <summary>The one door to Postgres. Several hosts may be named in the connection string; the primary is found.</summary>
public sealed class Database : IAsyncDisposable
{
    static Database()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        // Dapper asks a handler only for types that it does not know itself.
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.RemoveTypeMap(typeof(DateOnly));
        SqlMapper.RemoveTypeMap(typeof(DateOnly?));
        SqlMapper.AddTypeHandler(new InstantHandler());
        SqlMapper.AddTypeHandler(new DateHandler());
        SqlMapper.AddTypeHandler(new LocalizedTextHandler());
    }

    private readonly NpgsqlDataSource _source;

    /// <param name="connectionString">As Npgsql reads it, for example <c>Host=a,b;Database=survey;Username=survey</c>.</param>
    /// <exception cref="ArgumentException">The text is not a connection string.</exception>
    public Database(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        settings.ApplicationName ??= "survey";
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        // With several hosts Npgsql remembers for seconds that one failed; a single host is simply tried again.
        _source = settings.Host?.Contains(',', StringComparison.Ordinal) == true
            ? builder.BuildMultiHost().WithTargetSession(TargetSessionAttributes.Primary)
            : builder.Build();
    }

    /// <summary>An open connection to the primary. The caller disposes it.</summary>
    public async Task<NpgsqlConnection> OpenAsync(CancellationToken ct = default) =>
        await _source.OpenConnectionAsync(ct);

    /// <summary>Runs one use case in one transaction: committed when <paramref name="work"/> returns, rolled back when it throws.</summary>
    public async Task<T> InTransactionAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken ct = default)
    {
        await using var connection = await OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);
        var result = await work(connection);
        await transaction.CommitAsync(ct);
        return result;
    }

    /// <inheritdoc cref="InTransactionAsync{T}"/>
    public Task InTransactionAsync(Func<NpgsqlConnection, Task> work, CancellationToken ct = default) =>
        InTransactionAsync(async connection =>
        {
            await work(connection);
            return true;
        }, ct);

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
