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
    private readonly NpgsqlDataSource _prepared;

    /// <param name="connectionString">As Npgsql reads it, for example <c>Host=a,b;Database=survey;Username=survey</c>.</param>
    /// <exception cref="ArgumentException">The text is not a connection string.</exception>
    public Database(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        settings.ApplicationName ??= "survey";
        // Nothing here leaves a setting or a temporary table on a connection, so it need not be cleaned with seven statements at each use.
        settings.NoResetOnClose = true;
        _source = Pool(settings);
        settings.MaxAutoPrepare = 20;
        settings.AutoPrepareMinUsages = 2;
        settings.MaxPoolSize = Math.Min(settings.MaxPoolSize, 20);
        settings.Options = $"{settings.Options} -c plan_cache_mode=force_generic_plan".TrimStart();
        _prepared = Pool(settings);
    }

    private static NpgsqlDataSource Pool(NpgsqlConnectionStringBuilder settings)
    {
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        // With several hosts Npgsql remembers for seconds that one failed; a single host is simply tried again.
        return settings.Host?.Contains(',', StringComparison.Ordinal) == true
            ? builder.BuildMultiHost().WithTargetSession(TargetSessionAttributes.Primary)
            : builder.Build();
    }

    /// <summary>
    /// The same may succeed in a moment: the server restarts, cannot be reached or has no room, a connection broke, two waited for each other.
    /// </summary>
    public static bool IsPassing(Exception problem) => problem switch
    {
        // Of several hosts none answered.
        NpgsqlException { InnerException: AggregateException } => true,
        NpgsqlException fault => fault.IsTransient || fault.SqlState is
            PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow,
        _ => false,
    };

    /// <summary>An open connection to the primary. The caller disposes it.</summary>
    public async Task<NpgsqlConnection> OpenAsync(CancellationToken ct = default) =>
        await _source.OpenConnectionAsync(ct);

    /// <summary>
    /// An open connection for the few statements that everybody needs who answers, and for those that mark mails: planned once, whatever
    /// the values, and in a pool of their own, so that no report keeps them waiting. The caller disposes it.
    /// </summary>
    public async Task<NpgsqlConnection> OpenPreparedAsync(CancellationToken ct = default) =>
        await _prepared.OpenConnectionAsync(ct);

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

    public async ValueTask DisposeAsync()
    {
        await _prepared.DisposeAsync();
        await _source.DisposeAsync();
    }
}
