using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Survey.Db;

namespace Survey.Tests.Support;

/// <summary>A durable PostgreSQL of a test's own, which it may freeze, kill, copy and promote.</summary>
public sealed class Cluster : IDisposable
{
    private readonly string _folder;
    private string _data = "";
    private int[] _frozen = [];

    private Cluster(string folder) => _folder = folder;

    /// <summary>Of its superuser.</summary>
    public string ConnectionString { get; private set; } = "";

    public int Port => new NpgsqlConnectionStringBuilder(ConnectionString).Port;

    /// <summary>Starts the cluster of that name under .data, empty and at the newest schema.</summary>
    public static async Task<Cluster> StartAsync(string name)
    {
        var cluster = new Cluster(Path.Combine(Repository.Root, ".data", name));
        await cluster.StartAsync();
        await cluster.RunAsync("alter system reset synchronous_standby_names", "select pg_reload_conf()");
        await cluster.RunAsync("drop schema public cascade; create schema public; drop schema if exists quartz cascade");
        await using var database = new Database(cluster.ConnectionString);
        await Migrator.MigrateAsync(database);
        return cluster;
    }

    /// <summary>Starts it again after it was killed.</summary>
    public async Task StartAsync()
    {
        ConnectionString = Run("cluster.sh", "start", _folder, "admin");
        await using var connection = await ConnectAsync();
        _data = await connection.OneAsync<string>("show data_directory", null, default);
    }

    /// <summary>A standby that streams from it. What is acknowledged from now on is on both.</summary>
    public async Task<Cluster> FollowAsync()
    {
        var standby = Copy("follow");
        await standby.StartAsync();
        await RunAsync("alter system set synchronous_standby_names = '*'", "select pg_reload_conf()");
        return standby;
    }

    /// <summary>A base backup, to be started after a disaster.</summary>
    public Cluster BackUp() => Copy("stay");

    /// <summary>Makes a standby the primary, and returns when it takes writes.</summary>
    public Task PromoteAsync() => RunAsync("select pg_promote()");

    /// <summary>The postmaster and every process of it, none of which can write anything any more.</summary>
    public async Task KillAsync()
    {
        var processes = Processes();
        Signal("KILL", processes);
        await Wait.UntilAsync(() => processes.All(IsDead));
        // Where nobody collects dead processes the number in it seems to be alive.
        File.Delete(Path.Combine(_data, "postmaster.pid"));
    }

    /// <summary>Its host still takes connections and answers none.</summary>
    public void Freeze() => Signal("STOP", _frozen = Processes());

    public void Thaw()
    {
        Signal("CONT", _frozen);
        _frozen = [];
    }

    public void Dispose()
    {
        Thaw();
        NpgsqlConnection.ClearAllPools();
        Run("cluster.sh", "stop", _folder);
    }

    private Cluster Copy(string kind)
    {
        var copy = new Cluster($"{Path.GetDirectoryName(_data)}-{kind}");
        Run("cluster.sh", "stop", copy._folder);
        Run("../Survey.Tests/Support/standby.sh", _data, Port.ToString(CultureInfo.InvariantCulture), copy._folder, kind);
        return copy;
    }

    /// <summary>Statements that are no part of a transaction.</summary>
    private async Task RunAsync(params string[] statements)
    {
        await using var connection = await ConnectAsync();
        foreach (var statement in statements)
        {
            await connection.RunAsync(statement, null, default);
        }
    }

    /// <summary>Never one of before the server was killed.</summary>
    private async Task<NpgsqlConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private int[] Processes()
    {
        var postmaster = int.Parse(File.ReadLines(Path.Combine(_data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        var children = File.ReadAllText($"/proc/{postmaster}/task/{postmaster}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [postmaster, .. children.Select(child => int.Parse(child, CultureInfo.InvariantCulture))];
    }

    private static void Signal(string signal, int[] processes)
    {
        if (processes.Length > 0)
        {
            using var kill = Process.Start("kill", [$"-{signal}", .. processes.Select(id => $"{id}")]);
            kill.WaitForExit();
        }
    }

    private static bool IsDead(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/stat").Contains(") Z", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static string Run(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Repository.Root, "db", script), arguments) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        // Not to its end: the server keeps the output open.
        var line = script == "cluster.sh" && arguments[0] == "start" ? process.StandardOutput.ReadLine() : "";
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, $"{script} {arguments[0]} failed");
        return line ?? "";
    }
}
