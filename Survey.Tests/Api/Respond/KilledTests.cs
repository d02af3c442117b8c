using System.Diagnostics;
using Npgsql;
using Survey.Db;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Respond;

/// <summary>The server, or its database, dies while many people are answering.</summary>
public sealed class KilledTests
{
    private const int People = 1500;

    [Test]
    public async Task A_server_killed_under_load_loses_no_acknowledged_answer_and_doubles_none()
    {
        await using var test = await TestDatabase.CreateAsync();
        var (organisation, wave) = await OpenAsync(test.Database);
        var respondents = new Respondents(wave.Invitations, "IT-ALL");
        var api = await ApiProcess.StartAsync(test.ConnectionString);

        var answering = respondents.AnswerAsync(() => api.Address, default);
        await UntilAsync(() => respondents.Thanked.Count > People / 3);
        api.Kill();
        var before = respondents.Thanked.Count;
        using var next = api = await ApiProcess.StartAsync(test.ConnectionString);
        await answering.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.That(before, Is.LessThan(People));
        await EverythingIsThereOnceAsync(organisation, respondents);
    }

    [Test]
    public async Task A_server_asked_to_stop_under_load_answers_everything_that_it_stored()
    {
        await using var test = await TestDatabase.CreateAsync();
        var (organisation, wave) = await OpenAsync(test.Database);
        var respondents = new Respondents(wave.Invitations, "IT-ALL");
        using var api = await ApiProcess.StartAsync(test.ConnectionString);
        using var stop = new CancellationTokenSource();

        var answering = respondents.AnswerAsync(() => api.Address, stop.Token);
        await UntilAsync(() => respondents.Thanked.Count > People / 4);
        api.Terminate();
        var (exit, _) = await api.EndAsync();
        await stop.CancelAsync();
        await answering;

        Assert.That(exit, Is.Zero);
        Assert.That(respondents.Thanked, Has.Count.LessThan(People));
        Assert.That(await organisation.OneAsync<int>("select count(*)::int from answered"), Is.EqualTo(respondents.Thanked.Count));
    }

    [Test]
    public async Task A_database_killed_under_load_loses_no_acknowledged_answer_and_doubles_none()
    {
        var folder = Path.Combine(Repository.Root, ".data", "killed");
        var connectionString = Cluster("start", folder)!;
        try
        {
            await using (var fresh = new NpgsqlConnection(connectionString))
            {
                await fresh.OpenAsync();
                await fresh.RunAsync("drop schema public cascade; create schema public; drop schema if exists quartz cascade", null, default);
            }
            await using var database = new Database(connectionString);
            await Migrator.MigrateAsync(database);
            var (_, wave) = await OpenAsync(database);
            var respondents = new Respondents(wave.Invitations, "IT-ALL");
            using var api = await ApiProcess.StartAsync(connectionString);

            var answering = respondents.AnswerAsync(() => api.Address, default);
            await UntilAsync(() => respondents.Thanked.Count > People / 3);
            await KillPostgresAsync(database);
            var before = respondents.Thanked.Count;
            Assert.That(Cluster("start", folder), Is.EqualTo(connectionString), "it comes back where it was");
            await answering.WaitAsync(TimeSpan.FromSeconds(60));

            Assert.That(before, Is.LessThan(People));
            await using var again = new Database(connectionString);
            await EverythingIsThereOnceAsync(new Organisation(again), respondents);
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            Cluster("stop", folder);
        }
    }

    private static async Task<(Organisation Organisation, OpenWave Wave)> OpenAsync(Database database)
    {
        var organisation = new Organisation(database);
        await organisation.UnitAsync("ROOT");
        await organisation.UnitAsync("IT", "ROOT", people: 3);
        await organisation.UnitAsync("ALL", "ROOT", people: People);
        await organisation.JourneyAsync("SERVICE", "intake");
        await organisation.RelationshipAsync("IT-ALL", "IT", "ALL");
        await organisation.PulseAsync("MONTHLY");
        return (organisation, await OpenWave.OpenAsync(organisation, at: DateTimeOffset.UtcNow.AddHours(-1)));
    }

    /// <summary>Each acknowledged answer has its one comment, and nobody has two of anything.</summary>
    private static async Task EverythingIsThereOnceAsync(Organisation organisation, Respondents respondents)
    {
        var comments = await organisation.ListAsync<string>("select text from comment");
        var answered = await organisation.ListAsync<Guid>("select invitation_id from answered");
        Assert.That(respondents.Thanked, Has.Count.EqualTo(People));
        Assert.That(comments, Is.EquivalentTo(respondents.Thanked.Select(Respondents.CommentOf)));
        Assert.That(answered, Is.EquivalentTo(respondents.Thanked));
        Assert.That(await organisation.OneAsync<int>("select count(*)::int from response"), Is.EqualTo(People));
    }

    /// <summary>The postmaster and every process of it, none of which can write anything any more.</summary>
    private static async Task KillPostgresAsync(Database database)
    {
        int postmaster;
        string folder;
        await using (var connection = await database.OpenAsync())
        {
            folder = await connection.OneAsync<string>("show data_directory", null, default);
            var file = await connection.OneAsync<string>("select pg_read_file('postmaster.pid')", null, default);
            postmaster = int.Parse(file.Split('\n')[0], System.Globalization.CultureInfo.InvariantCulture);
        }
        var children = File.ReadAllText($"/proc/{postmaster}/task/{postmaster}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var processes = children.Select(int.Parse).Prepend(postmaster).ToArray();
        using var kill = Process.Start("kill", ["-KILL", .. processes.Select(id => $"{id}")]);
        await kill.WaitForExitAsync();
        await UntilAsync(() => processes.All(IsDead));
        // Where nobody collects dead processes the number in it seems to be alive.
        File.Delete(Path.Combine(folder, "postmaster.pid"));
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

    private static string? Cluster(string action, string folder)
    {
        var start = new ProcessStartInfo(Path.Combine(Repository.Root, "db", "cluster.sh"), [action, folder, "admin"]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var line = process.StandardOutput.ReadLine();
        process.WaitForExit();
        return line;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var attempt = 0; !condition(); attempt++)
        {
            Assert.That(attempt, Is.LessThan(3000));
            await Task.Delay(10);
        }
    }
}
