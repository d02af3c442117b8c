using System.Data;
using System.Data.Common;
using System.Diagnostics;
using Dapper;
using Npgsql;

namespace Survey.Db;

public enum DatabaseUse
{
    Jobs,

    Pages,
}

public sealed class DatabaseUnavailableException(Exception problem) : NpgsqlException(problem.Message, problem);

/// <summary>Creates all connections. If the connection string names several hosts, the primary is used.</summary>
public sealed class Database : IAsyncDisposable
{
    static Database()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        // Dapper uses a handler only for types that it does not know.
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.RemoveTypeMap(typeof(DateOnly));
        SqlMapper.RemoveTypeMap(typeof(DateOnly?));
        SqlMapper.AddTypeHandler(new InstantHandler());
        SqlMapper.AddTypeHandler(new DateHandler());
        SqlMapper.AddTypeHandler(new LocalizedTextHandler());
        SqlMapper.AddTypeHandler(new WaveNameHandler());
        SqlMapper.AddTypeHandler(new ArrayHandler<int>());
        EnumColumns.Register(typeof(Database).Assembly);
    }

    /// <summary>Statement time limit. If no packet arrives, the cancellation by Npgsql takes two connections more: 13 s in all.</summary>
    private const int PageSeconds = 5;

    private const int ConnectSeconds = 4;

    /// <summary>Idle time in seconds after which a connection is tested, so that a broken connection does not block its user.</summary>
    private const int KeepAliveSeconds = 10;

    /// <summary>In seconds. A long statement sends nothing, so TCP must detect a lost host.</summary>
    private const int TcpKeepAliveInterval = 3;

    /// <summary>With several hosts: how long a host that was not the primary is not asked again.</summary>
    private const int HostRecheckSeconds = 2;

    /// <summary>How long a page retries to connect: a failover or restart often ends within seconds.</summary>
    private static readonly TimeSpan PageRetryTime = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);

    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlDataSource _prepared;
    private readonly NpgsqlDataSource _unlimited;
    private readonly TimeSpan _retryTime;

    public Database(string connectionString, DatabaseUse use = DatabaseUse.Jobs)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        settings.ApplicationName ??= "survey";
        // No code leaves settings or temporary tables on a connection, so the reset (seven statements per use) is not needed.
        settings.NoResetOnClose = true;
        settings.CommandTimeout = use == DatabaseUse.Pages ? PageSeconds : 0;
        SetTimeouts(settings, connectionString);
        _retryTime = use == DatabaseUse.Pages ? PageRetryTime : TimeSpan.Zero;
        _source = Pool(settings);
        _unlimited = use == DatabaseUse.Pages ? Pool(With(settings, 0)) : _source;
        settings.MaxAutoPrepare = 20;
        settings.AutoPrepareMinUsages = 2;
        settings.MaxPoolSize = Math.Min(settings.MaxPoolSize, 20);
        settings.Options = $"{settings.Options} -c plan_cache_mode=force_generic_plan".TrimStart();
        _prepared = Pool(settings);
    }

    /// <summary>Sets connect timeout and keep-alive. Values in the connection string win.</summary>
    public static void SetTimeouts(NpgsqlConnectionStringBuilder settings, string connectionString)
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
        EnumColumns.AddTo(builder);
        // With several hosts Npgsql remembers for seconds that one failed; a single host is simply tried again.
        return settings.Host?.Contains(',', StringComparison.Ordinal) == true
            ? builder.BuildMultiHost().WithTargetSession(TargetSessionAttributes.Primary)
            : builder.Build();
    }

    /// <summary>A retry may succeed: server restart, no connection, no resources, lost connection, deadlock.</summary>
    public static bool IsPassing(Exception problem) =>
        problem switch
        {
            DatabaseUnavailableException => true,
            NpgsqlException fault => fault.IsTransient
                || fault.SqlState
                    is PostgresErrorCodes.AdminShutdown
                        or PostgresErrorCodes.CrashShutdown
                        or PostgresErrorCodes.CannotConnectNow,
            _ => false,
        };

    /// <summary>To the primary. The caller disposes the connection.</summary>
    public Task<NpgsqlConnection> OpenAsync(CancellationToken ct = default) => OpenAsync(_source, ct);

    public Task<NpgsqlConnection> OpenUnlimitedAsync(CancellationToken ct = default) => OpenAsync(_unlimited, ct);

    /// <summary>For the frequent statements of respondents and senders: generic plans, and a pool that reports cannot exhaust.</summary>
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
                when ((IsAwayAtConnecting(problem) || problem.IsTransient) && Stopwatch.GetElapsedTime(start) < _retryTime)
            {
                await Task.Delay(RetryDelay, ct);
            }
            catch (NpgsqlException problem) when (IsAwayAtConnecting(problem))
            {
                throw new DatabaseUnavailableException(problem);
            }
        }
    }

    /// <summary>Failover, no disk space or memory, or unreadable files: the state may end without action.</summary>
    private static bool IsAwayAtConnecting(NpgsqlException problem) =>
        problem is PostgresException { SqlState: ['5', '3' or '7' or '8', ..] or ['X', 'X', ..] }
        || problem.InnerException is AggregateException
        || problem.Message.StartsWith("No suitable host", StringComparison.Ordinal);

    public async Task<T> InTransactionAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken ct = default)
    {
        await using var connection = await OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);
        var result = await work(connection);
        await transaction.CommitAsync(ct);
        return result;
    }

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
