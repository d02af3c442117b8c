using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;
using Survey.Db;
using Survey.Tests.Support;

namespace Survey.Tests;

/// <summary>
/// The server of this run: the one named in SURVEY_TEST_POSTGRES, else a throwaway cluster under .data/test that db/cluster.sh starts. A
/// throwaway cluster keeps its databases until the next run and is then made anew, since dropping them takes time.
/// </summary>
[SetUpFixture]
public sealed class PostgresServer
{
    private static readonly ConcurrentBag<string> Made = [];
    private static readonly SemaphoreSlim OneAtATime = new(1);
    private static readonly string? Named = Environment.GetEnvironmentVariable("SURVEY_TEST_POSTGRES");
    private static string _admin = "";
    private NpgsqlConnection _run = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        if (Named is null)
        {
            _admin = RunCluster("start", "throwaway");
            if (await HasOldDatabasesAsync())
            {
                RunCluster("remove");
                _admin = RunCluster("start", "throwaway");
            }
        }
        else
        {
            _admin = Named;
        }
        _run = await ConnectAsync();
        await _run.RunAsync("select pg_advisory_lock_shared(1)", null, default);
        if (Named is null)
        {
            // Tests hold so little data that statistics do not matter, and autovacuum of hundreds of databases takes time.
            await ExecuteAsync("alter system set autovacuum = off");
            await ExecuteAsync("select pg_reload_conf()");
        }
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (Named is not null)
        {
            foreach (var connectionString in Made)
            {
                await DropAsync(connectionString);
            }
        }
        await _run.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>A new database.</summary>
    /// <param name="template">Connection string of the database to copy; nobody may be connected to it. Null: an empty database.</param>
    internal static async Task<string> CreateAsync(string? template)
    {
        var name = $"test_{Guid.NewGuid():n}";
        var made = new NpgsqlConnectionStringBuilder(_admin)
        {
            Database = name,
            Pooling = true,
            MaxPoolSize = 40,
        }.ConnectionString;
        await OneAtATime.WaitAsync();
        try
        {
            await ExecuteAsync($"create database {name}{(template is null ? "" : $" template {NameOf(template)} strategy file_copy")}");
        }
        finally
        {
            OneAtATime.Release();
        }
        Made.Add(made);
        return made;
    }

    /// <summary>On a named server drops the database; else ends its open sessions, because their number is limited.</summary>
    internal static Task ReleaseAsync(string connectionString) =>
        Named is null
            ? ExecuteAsync($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{NameOf(connectionString)}'")
            : DropAsync(connectionString);

    internal static Task DropAsync(string connectionString) =>
        ExecuteAsync($"drop database if exists {NameOf(connectionString)} with (force)");

    /// <summary>There are databases of earlier runs, and no other run is in progress: each holds the lock until it ends.</summary>
    private static async Task<bool> HasOldDatabasesAsync()
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_admin) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return await connection.OneAsync<bool>(
            "select pg_try_advisory_lock(1) and exists (select from pg_database where datname ~ '^test_')",
            null,
            default
        );
    }

    private static string NameOf(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString).Database!;

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        await connection.RunAsync(sql, null, default);
    }

    private static async Task<NpgsqlConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(_admin);
        await connection.OpenAsync();
        return connection;
    }

    /// <returns>What it prints: the connection string.</returns>
    private static string RunCluster(string action, string mode = "")
    {
        var start = new ProcessStartInfo(
            Path.Combine(Repository.Root, "db", "cluster.sh"),
            [action, Path.Combine(Repository.Root, ".data", "test"), mode]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadLine() ?? "";
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException(
                $"No PostgreSQL for the tests: {process.StandardError.ReadToEnd().Trim()} Or name a server in SURVEY_TEST_POSTGRES."
            );
    }
}
