using System.Net;
using Npgsql;
using Survey.Db;
using Survey.Tests.Support;

namespace Survey.Tests.Faults;

/// <summary>Two hosts in the connection string: the primary dies while people answer, and its synchronous standby takes over.</summary>
public sealed class FailoverTests
{
    /// <summary>As long as somebody who watches the primary needs to be sure.</summary>
    private static readonly TimeSpan Detection = TimeSpan.FromSeconds(2);

    [Test]
    public async Task A_failover_loses_no_acknowledged_answer_and_tells_waiting_clients_when_to_retry()
    {
        var (line, refusals) = await RunAsync(1500, Detection);

        Assert.Multiple(() =>
        {
            Assert.That(line, Is.EqualTo(new FaultLine(1500, 0, 0)));
            Assert.That(refusals.Select(refusal => refusal.Status), Is.All.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(refusals, Is.All.Matches<Refusal>(refusal => refusal is { SaysWhen: true, KeepsWords: true }));
            Assert.That(refusals.Select(refusal => refusal.After), Is.All.LessThan(TimeSpan.FromSeconds(15)));
        });
    }

    [Test, Category("Fault"), Explicit("Measures; see make bench.")]
    public async Task Failover()
    {
        var (line, refusals) = await RunAsync(8000, TimeSpan.FromSeconds(15));

        await line.WriteAsync(
            "failover",
            ("refused", refusals.Count),
            ("other_than_503", refusals.Count(refusal => refusal.Status != HttpStatusCode.ServiceUnavailable)),
            ("forms_lost", refusals.Count(refusal => !refusal.KeepsWords)),
            ("longest_wait_s", refusals.Select(refusal => refusal.After.TotalSeconds).DefaultIfEmpty().Max())
        );
    }

    private static async Task<(FaultLine Line, IReadOnlyCollection<Refusal> Refusals)> RunAsync(int people, TimeSpan gap)
    {
        using var primary = await Cluster.StartAsync("failover");
        await using var database = new Database(primary.ConnectionString);
        var (_, wave) = await Respondents.InviteAsync(database, people);
        using var standby = await primary.FollowAsync();
        var both = new NpgsqlConnectionStringBuilder(primary.ConnectionString)
        {
            Host = $"127.0.0.1:{primary.Port},127.0.0.1:{standby.Port}",
        };
        var respondents = new Respondents(wave.Invitations, "IT-ALL");
        using var api = await ApiProcess.StartAsync(both.ConnectionString);

        var answering = respondents.AnswerAsync(() => api.Address, default);
        await Wait.UntilAsync(() => respondents.Thanked.Count >= people / 3 || answering.IsCompleted);
        await primary.KillAsync();
        await Task.Delay(gap);
        await standby.PromoteAsync();
        await answering.WaitAsync(TimeSpan.FromSeconds(120));

        await using var after = new Database(standby.ConnectionString);
        return (await FaultLine.OfAnswersAsync(new Organisation(after), respondents), respondents.Refusals);
    }
}
