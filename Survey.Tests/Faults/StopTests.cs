using System.Diagnostics;
using Survey.Db;
using Survey.Db.Tokens;
using Survey.Tests.Support;

namespace Survey.Tests.Faults;

/// <summary>The programs are asked to stop while the database is away: its server dead, or there and silent.</summary>
public sealed class StopTests
{
    private static readonly TimeSpan ItsTime = TimeSpan.FromSeconds(30);

    [TestCase(false)]
    [TestCase(true)]
    public async Task The_web_program_ends_in_time_although_answers_wait_to_be_stored(bool isSilent)
    {
        using var cluster = await Cluster.StartAsync("stop");
        await using var database = new Database(cluster.ConnectionString);
        var (_, wave) = await Respondents.InviteAsync(database, 40);
        using var api = await ApiProcess.StartAsync(cluster.ConnectionString);
        using var client = new HttpClient { BaseAddress = api.Address };
        string Link(int person) => $"/r/{ApiServer.TokenKey.Make(TokenPurpose.Respond, wave.Invitations[person].Id)}";
        await Task.WhenAll(Enumerable.Range(0, 20).Select(person => client.GetStringAsync(Link(person))));
        await AwayAsync(cluster, isSilent);
        var waiting = Enumerable
            .Range(0, 20)
            .Select(person => client.PostAsync(Link(person), new FormUrlEncodedContent([KeyValuePair.Create("IT-ALL.overall", "4")])))
            .ToList();
        await Task.Delay(500);

        var (seconds, exit) = await StopAsync(api.Terminate, async () => (await api.EndAsync()).Exit);

        Assert.That(seconds, Is.LessThan(ItsTime));
        Assert.That(exit, Is.Zero);
        Assert.That((await Task.WhenAll(waiting)).Select(answer => (int)answer.StatusCode), Is.All.EqualTo(503));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task The_scheduler_ends_in_time_although_its_work_is_not_done(bool isSilent)
    {
        using var cluster = await Cluster.StartAsync("stop");
        await using var database = new Database(cluster.ConnectionString);
        await Respondents.InviteAsync(database, 40);
        var (mails, port) = (Directory.CreateTempSubdirectory("survey-mails"), Loopback.FreePort());
        using var scheduler = SchedulerProcess.Start(
            cluster.ConnectionString,
            [],
            ("Mail__Directory", mails.FullName),
            ("Scheduler__Port", $"{port}")
        );
        await Wait.UntilAsync(() => mails.GetFiles("*.eml").Length == 40);
        await AwayAsync(cluster, isSilent);
        // Until its jobs have found out.
        await Task.Delay(TimeSpan.FromSeconds(6));

        var (seconds, _) = await StopAsync(scheduler.Terminate, async () => (await scheduler.EndAsync()).Exit);

        mails.Delete(recursive: true);
        Assert.That(seconds, Is.LessThan(ItsTime));
    }

    private static Task AwayAsync(Cluster cluster, bool isSilent)
    {
        if (!isSilent)
        {
            return cluster.KillAsync();
        }
        cluster.Freeze();
        return Task.CompletedTask;
    }

    private static async Task<(TimeSpan After, int Exit)> StopAsync(Action terminate, Func<Task<int>> end)
    {
        var clock = Stopwatch.StartNew();
        terminate();
        var exit = await end();
        TestContext.Out.WriteLine($"ended after {clock.Elapsed.TotalSeconds:0.0} s with {exit}");
        return (clock.Elapsed, exit);
    }
}
