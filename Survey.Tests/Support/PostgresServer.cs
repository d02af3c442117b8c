using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;
using Survey.Db;
using Survey.Tests.Support;

namespace Survey.Tests;

/// <summary>
/// The server of this run: the one named in SURVEY_TEST_POSTGRES, else a throwaway cluster under .data/test that db/cluster.sh starts. A
/// throwaway cluster keeps its databases until the next run, since dropping them takes time.
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
        _admin = Named ?? StartCluster();
        _run = await ConnectAsync();
        if (Named is null)
        {
            // The planner needs no statistics of so little, and looking after hundreds of databases takes time.
            await ExecuteAsync("alter system set autovacuum = off");
            await ExecuteAsync("select pg_reload_conf()");
            await DropLeftoversAsync(_run);
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
    /// <param name="template">The connection string of the database that it is a copy of; nobody may be connected to it. Null: empty.</param>
    internal static async Task<string> CreateAsync(string? template)
    {
        var name = $"test_{Guid.NewGuid():n}";
        var made = new NpgsqlConnectionStringBuilder(_admin) { Database = name, Pooling = true, MaxPoolSize = 40 }.ConnectionString;
        await OneAtATime.WaitAsync();
        try
        {
            await ExecuteAsync(template is null ? $"create database {name}" : $"create database {name} template {NameOf(template)} strategy file_copy");
        }
        finally
        {
            OneAtATime.Release();
        }
        Made.Add(made);
        return made;
    }

    /// <summary>Drops it from a server that is kept; else ends the sessions that are left in it, of which the server takes only so many.</summary>
    internal static Task ReleaseAsync(string connectionString) => Named is null
        ? ExecuteAsync($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{NameOf(connectionString)}'")
        : DropAsync(connectionString);

    internal static Task DropAsync(string connectionString) => ExecuteAsync($"drop database if exists {NameOf(connectionString)} with (force)");

    /// <summary>Of runs before this one, unless another is on: each holds the lock as long as it lasts.</summary>
    private static async Task DropLeftoversAsync(NpgsqlConnection run)
    {
        if (await run.OneAsync<bool>("select pg_try_advisory_lock(1)", null, default))
        {
            foreach (var name in await run.ListAsync<string>("select datname from pg_database where datname ~ '^test_'", null, default))
            {
                await ExecuteAsync($"drop database {name}");
            }
        }
        await run.RunAsync("select pg_advisory_lock_shared(1); select pg_advisory_unlock(1)", null, default);
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

    private static string StartCluster()
    {
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(Repository.Root, "db", "cluster.sh"))
        {
            ArgumentList = { "start", Path.Combine(Repository.Root, ".data", "test"), "throwaway" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadLine();
        process.WaitForExit();
        return process.ExitCode == 0 && output is not null ? output
            : throw new InvalidOperationException(
                $"No PostgreSQL for the tests: {process.StandardError.ReadToEnd().Trim()} Or name a server in SURVEY_TEST_POSTGRES.");
    }
}
