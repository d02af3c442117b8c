using System.Data;
using System.Data.Common;
using System.Diagnostics;
using Dapper;
using Npgsql;
using Survey.Db.Languages;

namespace Survey.Db;

/// <summary>What the statements of a program are for.</summary>
public enum DatabaseUse
{
    /// <summary>Nobody waits at a screen: a statement may take as long as it takes.</summary>
    Jobs,

    /// <summary>Somebody waits for a page: a statement that takes longer than a few seconds fails.</summary>
    Pages,
}

/// <summary>No connection can be made at present, or the database does not answer.</summary>
public sealed class DatabaseAwayException(Exception problem) : NpgsqlException(problem.Message, problem);

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

    /// <summary>
    /// Whoever waits for a page does not wait longer for one statement. Where nothing is heard any more Npgsql tries to cancel it, which takes two
    /// connections: 13 seconds in all.
    /// </summary>
    private const int PageSeconds = 5;

    private const int ConnectSeconds = 4;

    /// <summary>After so long without traffic a connection is tested: one that is cut without a word must not hold up its user.</summary>
    private const int KeepAliveSeconds = 10;

    /// <summary>The same for the answer to a statement, which may take long: the other host must confirm that it is there.</summary>
    private const int TcpKeepAliveInterval = 3;

    /// <summary>Of several hosts: for how long a host that was not the primary is not asked again.</summary>
    private const int HostRecheckSeconds = 2;

    /// <summary>For how long a page tries to connect: a primary that changes or starts anew is often found again within seconds.</summary>
    private static readonly TimeSpan PagePatience = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(200);

    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlDataSource _prepared;
    private readonly NpgsqlDataSource _unlimited;
    private readonly TimeSpan _patience;

    /// <param name="connectionString">As Npgsql reads it, for example <c>Host=a,b;Database=survey;Username=survey</c>.</param>
    /// <exception cref="ArgumentException">The text is not a connection string.</exception>
    public Database(string connectionString, DatabaseUse use = DatabaseUse.Jobs)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        settings.ApplicationName ??= "survey";
        // Nothing here leaves a setting or a temporary table on a connection, so it need not be cleaned with seven statements at each use.
        settings.NoResetOnClose = true;
        settings.CommandTimeout = use == DatabaseUse.Pages ? PageSeconds : 0;
        SetWaits(settings, connectionString);
        _patience = use == DatabaseUse.Pages ? PagePatience : TimeSpan.Zero;
        _source = Pool(settings);
        _unlimited = use == DatabaseUse.Pages ? Pool(With(settings, 0)) : _source;
        settings.MaxAutoPrepare = 20;
        settings.AutoPrepareMinUsages = 2;
        settings.MaxPoolSize = Math.Min(settings.MaxPoolSize, 20);
        settings.Options = $"{settings.Options} -c plan_cache_mode=force_generic_plan".TrimStart();
        _prepared = Pool(settings);
    }

    /// <summary>
    /// How long a connection may take, and when one that is dead is found out. What the connection string says itself stays.
    /// </summary>
    public static void SetWaits(NpgsqlConnectionStringBuilder settings, string connectionString)
    {
        var given = new DbConnectionStringBuilder { ConnectionString = connectionString };
        settings.Timeout = given.ContainsKey("Timeout") ? settings.Timeout : ConnectSeconds;
        settings.KeepAlive = given.ContainsKey("Keepalive") ? settings.KeepAlive : KeepAliveSeconds;
        settings.HostRecheckSeconds = given.ContainsKey("Host Recheck Seconds") ? settings.HostRecheckSeconds : HostRecheckSeconds;
        if (!given.Keys.Cast<string>().Any(key => key.StartsWith("tcp", StringComparison.OrdinalIgnoreCase)))
        {
            (settings.TcpKeepAlive, settings.TcpKeepAliveTime, settings.TcpKeepAliveInterval) = (
                true,
                KeepAliveSeconds,
                TcpKeepAliveInterval
            );
        }
    }

    private static NpgsqlConnectionStringBuilder With(NpgsqlConnectionStringBuilder settings, int commandTimeout) =>
        new(settings.ConnectionString) { CommandTimeout = commandTimeout };

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
    public static bool IsPassing(Exception problem) =>
        problem switch
        {
            DatabaseAwayException => true,
            NpgsqlException fault => fault.IsTransient
                || fault.SqlState
                    is PostgresErrorCodes.AdminShutdown
                        or PostgresErrorCodes.CrashShutdown
                        or PostgresErrorCodes.CannotConnectNow,
            _ => false,
        };

    /// <summary>An open connection to the primary. The caller disposes it.</summary>
    public Task<NpgsqlConnection> OpenAsync(CancellationToken ct = default) => OpenAsync(_source, ct);

    /// <summary>The same for statements that may take long although somebody waits for them.</summary>
    public Task<NpgsqlConnection> OpenUnlimitedAsync(CancellationToken ct = default) => OpenAsync(_unlimited, ct);

    /// <summary>
    /// An open connection for the few statements that everybody needs who answers, and for those that mark mails: planned once, whatever
    /// the values, and in a pool of their own, so that no report keeps them waiting. The caller disposes it.
    /// </summary>
    public Task<NpgsqlConnection> OpenPreparedAsync(CancellationToken ct = default) => OpenAsync(_prepared, ct);

    private async Task<NpgsqlConnection> OpenAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return await source.OpenConnectionAsync(ct);
            }
            catch (NpgsqlException problem)
                when ((IsAwayAtConnecting(problem) || problem.IsTransient) && Stopwatch.GetElapsedTime(start) < _patience)
            {
                await Task.Delay(BetweenTries, ct);
            }
            catch (NpgsqlException problem) when (IsAwayAtConnecting(problem))
            {
                throw new DatabaseAwayException(problem);
            }
        }
    }

    /// <summary>The server fails over, has no disk or memory left, or can't read its files: it may pass.</summary>
    private static bool IsAwayAtConnecting(NpgsqlException problem) =>
        problem is PostgresException { SqlState: ['5', '3' or '7' or '8', ..] or ['X', 'X', ..] }
        || problem.InnerException is AggregateException
        || problem.Message.StartsWith("No suitable host", StringComparison.Ordinal);

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
        InTransactionAsync(
            async connection =>
            {
                await work(connection);
                return true;
            },
            ct
        );

    public async ValueTask DisposeAsync()
    {
        await _prepared.DisposeAsync();
        await _unlimited.DisposeAsync();
        await _source.DisposeAsync();
    }
}
