using Survey.Db.Programme;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Programme;

/// <summary>What stands still until somebody mends it: HR reads it, and every page is there.</summary>
public sealed class ProblemPagesTests
{
    private ApiServer _server = null!;
    private Organisation _organisation = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _server = await ApiServer.StartAsync(StartingPoint.SmallOrganisation);
        _organisation = new Organisation(_server.Test.Database);
        await OpenWave.OpenAsync(_organisation, at: _server.Clock.Now.AddHours(-1));
    }

    [TearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [TestCase("end_date = '9999-12-31'", null)]
    [TestCase("first_date = '0001-01-01'", null)]
    [TestCase("cron = 'nonsense'", "The pulse “MONTHLY” plans no further waves: its openings cannot be computed.")]
    [TestCase("time_zone = 'Atlantis/Town'", "The pulse “MONTHLY” plans no further waves: its time zone Atlantis/Town is not known here.")]
    public async Task A_bad_pulse_breaks_no_page_and_is_named(string bad, string? told)
    {
        await _organisation.PulseAsync("OTHER");
        await _organisation.RunAsync($"update pulse set {bad} where code = 'MONTHLY'");

        foreach (
            var address in new[]
            {
                "/",
                "/programme",
                "/programme/waves",
                "/programme/waves/MONTHLY-2026-03-02",
                "/programme/waves/OTHER-2026-04-06",
                "/programme/letters/MONTHLY?kind=invitation&in=en",
            }
        )
        {
            var page = (await _server.PageAsync("hr1@example.org", address, "hr")).DocumentElement.TextContent;
            Assert.That(
                page,
                told is not null && (address is "/programme" or "/programme/waves")
                    ? Does.Contain(told)
                    : Does.Not.Contain("plans no further waves"),
                address
            );
        }
    }

    [Test]
    public async Task People_with_an_unknown_zone_are_counted()
    {
        await _organisation.RunAsync("update person set time_zone = 'Atlantis/Town' where email like 'hr%'");

        Assert.That(
            (await _server.PageAsync("hr1@example.org", "/programme", "hr")).DocumentElement.TextContent,
            Does.Contain("3 people have the time zone Atlantis/Town, which is not known here: their e-mails follow the hours of UTC.")
        );
    }

    [Test]
    public async Task Work_that_fails_is_told_until_it_is_done([Values("en", "fi", "et", "pl", "fr")] string language)
    {
        string[] steps = [.. FailingWork.WithWords, "send"];
        await RecordAsync(
            steps,
            [.. FailingWork.WithWords.Select(step => (step, "MONTHLY-2026-03-02")), ("send", "")],
            _server.Clock.Now.AddMinutes(-10)
        );
        await RecordAsync(steps, [.. FailingWork.WithWords.Select(step => (step, "MONTHLY-2026-03-02")), ("send", "")], _server.Clock.Now);
        await _organisation.RunAsync("update person set language = @language where email = 'hr1@example.org'", new { language });
        var page = await _server.PageAsync("hr1@example.org", "/programme/waves", "hr");
        var told = page.QuerySelectorAll("p.alert").Select(note => note.TextContent).ToList();

        await RecordAsync(["open"], [], _server.Clock.Now);

        Assert.That(page.DocumentElement.GetAttribute("lang"), Is.EqualTo(language));
        Assert.That(told.Distinct().Count(), Is.EqualTo(FailingWork.WithWords.Count + 1));
        Assert.That(told, Has.All.Contains("10\u00a0min"));
        Assert.That(
            (await _server.PageAsync("hr1@example.org", "/programme")).QuerySelectorAll("p.alert"),
            Has.Length.EqualTo(FailingWork.WithWords.Count)
        );
    }

    private Task RecordAsync(string[] steps, (string, string)[] failed, DateTimeOffset now) =>
        FailingWork.RecordAsync(_server.Test.Database, steps, failed, now, default);
}
