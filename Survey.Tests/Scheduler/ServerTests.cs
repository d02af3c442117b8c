using System.Globalization;
using System.Text.RegularExpressions;
using Survey.Tests.Support;

namespace Survey.Tests.Scheduler;

/// <summary>The scheduler as a server: two of them on one database.</summary>
public sealed partial class ServerTests
{
    private const string LastLook = "select prev_fire_time from quartz.qrtz_triggers where trigger_name = 'send-mail'";

    private static readonly HttpClient Http = new();

    [Test]
    public async Task Two_schedulers_share_the_work_answer_for_their_health_and_stop_when_asked()
    {
        await using var test = await TestDatabase.CreateAsync(StartingPoint.SmallOrganisation);
        var organisation = new Organisation(test.Database);
        await organisation.RunAsync("update pulse set cron = '0 0 0 * * ?', first_date = current_date, end_date = current_date");
        var mails = Directory.CreateTempSubdirectory("survey-mails");
        var ports = new[] { Loopback.FreePort(), Loopback.FreePort() };
        var schedulers = ports
            .Select(port => SchedulerProcess.Start(test, [], ("Scheduler__Port", $"{port}"), ("Mail__Directory", mails.FullName)))
            .ToArray();
        try
        {
            foreach (var port in ports)
            {
                await Wait.UntilAsync(async () => (await GetAsync(port, "/health/ready")).Contains("ready", StringComparison.Ordinal));
            }
            await Wait.UntilAsync(() => mails.GetFiles("*.eml").Length >= 26, seconds: 100);
            // A message that was claimed twice would be sent by the next scheduler.
            var looked = await organisation.OneAsync<long>(LastLook);
            await organisation.UntilAsync(
                $"""
                select ({LastLook}) > @looked and not exists (select from quartz.qrtz_fired_triggers where state = 'EXECUTING')
                """,
                new { looked }
            );

            await Wait.UntilAsync(async () => (await GetAsync(ports[1], "/metrics")).Contains("survey_waves{state=\"open\"} 1\n"), 100);
            var metrics = await GetAsync(ports[1], "/metrics");
            string[] both = [metrics, await GetAsync(ports[0], "/metrics")];
            var sent = both.Sum(text => int.Parse(SentMails().Match(text).Groups[1].Value, CultureInfo.InvariantCulture));
            Assert.Multiple(() =>
            {
                Assert.That(mails.GetFiles("*.eml"), Has.Length.EqualTo(26), "each mail once");
                Assert.That(sent, Is.EqualTo(26));
                Assert.That(metrics, Does.Contain("survey_send_attempts_total{outcome=\"refused\"} 0\n"));
                // Of the scheduler that sent something.
                Assert.That(both, Has.Some.Contains("survey_send_seconds_bucket{le=\"0.25\"} "));
                Assert.That(metrics, Does.Match(@"survey_due_work_age_seconds{} \d+(\.\d+)?\n"));
                Assert.That(metrics, Does.Not.Contain("SALES").And.Not.Contain("MONTHLY"));
            });

            foreach (var scheduler in schedulers)
            {
                scheduler.Terminate();
                Assert.That((await scheduler.EndAsync()).Exit, Is.Zero);
            }
        }
        finally
        {
            Array.ForEach(schedulers, scheduler => scheduler.Dispose());
            mails.Delete(recursive: true);
        }
    }

    [Test]
    public async Task A_port_that_is_taken_is_one_sentence()
    {
        await using var test = await TestDatabase.CreateAsync();
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;

        var (exit, _, error) = await SchedulerProcess.RunAsync(
            test,
            [],
            ("Scheduler__Port", $"{port}"),
            ("Mail__Directory", Path.GetTempPath())
        );

        Assert.That(exit, Is.EqualTo(1));
        Assert.That(error, Does.Contain("choose another port in Scheduler:Port").And.Not.Contains("   at "));
    }

    private static async Task<string> GetAsync(int port, string path)
    {
        try
        {
            return await Http.GetStringAsync(new Uri($"http://127.0.0.1:{port}{path}"));
        }
        catch (HttpRequestException)
        {
            return "";
        }
    }

    [GeneratedRegex("survey_send_attempts_total{outcome=\"accepted\"} (\\d+)\n")]
    private static partial Regex SentMails();
}
