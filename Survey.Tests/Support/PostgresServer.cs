using System.Diagnostics;
using Npgsql;
using Survey.Db;
using Survey.Tests.Support;

namespace Survey.Tests;

/// <summary>
/// The server of this run: the one named in SURVEY_TEST_POSTGRES, else a throwaway cluster under .data/test that db/cluster.sh starts.
/// Each fixture clones a migrated template.
/// </summary>
[SetUpFixture]
public sealed class PostgresServer
{
    private static readonly string Template = $"template_{Guid.NewGuid():n}";
    private static readonly SemaphoreSlim OneAtATime = new(1);
    private static string _admin = "";

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _admin = Environment.GetEnvironmentVariable("SURVEY_TEST_POSTGRES") ?? StartCluster();
        await ExecuteAsync($"create database {Template}");
        await using var database = new Database(ConnectionString(Template));
        await Migrator.MigrateAsync(database);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await ExecuteAsync($"drop database if exists {Template} with (force)");
    }

    /// <summary>A new database at the newest schema, empty.</summary>
    internal static async Task<string> CloneAsync()
    {
        var name = $"test_{Guid.NewGuid():n}";
        await OneAtATime.WaitAsync();
        try
        {
            await ExecuteAsync($"create database {name} template {Template}");
        }
        finally
        {
            OneAtATime.Release();
        }
        return ConnectionString(name);
    }

    /// <summary>A new database without any table.</summary>
    internal static async Task<string> EmptyAsync()
    {
        var name = $"test_{Guid.NewGuid():n}";
        await ExecuteAsync($"create database {name}");
        return ConnectionString(name);
    }

    internal static Task DropAsync(string connectionString) =>
        ExecuteAsync($"drop database if exists {new NpgsqlConnectionStringBuilder(connectionString).Database} with (force)");

    private static string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder(_admin) { Database = database, Pooling = true, MaxPoolSize = 40 }.ConnectionString;

    private static async Task ExecuteAsync(string sql)
    {
        var settings = new NpgsqlConnectionStringBuilder(_admin) { Pooling = false };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
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
