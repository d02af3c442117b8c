using AngleSharp.Dom;
using Survey.Db.WaveLifecycle;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Programme;

/// <summary>Two pulses want the same people on the same day; the second one finds nobody left.</summary>
public sealed class WaveScopeTests
{
    private const string Waves = "/programme/waves";

    private ApiServer _server = null!;
    private Organisation _organisation = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _server = await ApiServer.StartAsync(StartingPoint.SmallOrganisation);
        _organisation = new Organisation(_server.Test.Database);
        await _organisation.RelationshipAsync("SALES-IT", "SALES", "IT");
        await _organisation.UnitAsync("SIX", "ROOT", people: 6);
        await _organisation.RelationshipAsync("SALES-SIX", "SALES", "SIX");
        await _organisation.PulseAsync("AGAIN", firstDate: "2026-03-01");
        await _organisation.RunAsync("update pulse set first_date = '2026-03-01'");
        await WavePlanning.PlanDueAsync(_server.Test.Database, _server.Clock.Now, default);
        await DueWaves.OpenAsync(_server.Test.Database, _server.Clock.Now, default);
    }

    [TearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [Test]
    public async Task Each_reason_to_leave_relationships_out_is_said_once()
    {
        var page = await PageAsync(Waves + "/" + await CodeAsync("exists"));
        var reasons = page.QuerySelectorAll("section:has(#scope-title) p");

        Assert.That(
            reasons.Select(reason => reason.TextContent),
            Is.EqualTo(new[] { "Too few customers to keep each of them anonymous." })
        );
        Assert.That(reasons[0].NextElementSibling!.TextContent.Trim(), Is.EqualTo("SALES → IT"));
    }

    [Test]
    public async Task A_wave_that_found_nobody_to_ask_says_so()
    {
        var code = await CodeAsync("not exists");
        var text = (await PageAsync(Waves + "/" + code)).QuerySelector("main")!.TextContent;

        Assert.That(text, Does.Contain("None: no service had enough people left to ask.").And.Not.Contain("has been delivered so far"));
        Assert.That(
            (await PageAsync(Waves))
                .QuerySelectorAll(".moment-words")
                .Single(moment => moment.InnerHtml.Contains($"/{code}\"", StringComparison.Ordinal))
                .TextContent,
            Does.Contain("nobody invited")
        );
        Assert.That(
            (await PageAsync("/")).QuerySelectorAll(".home-wave p").Select(words => words.TextContent),
            Has.None.Contains(code).And.Not.Empty
        );
    }

    [Test]
    public async Task What_was_left_out_says_which_wave_of_any_pulse_asks_it_next()
    {
        await _organisation.PulseAsync("SPRING", "IT-ALL", cron: "0 0 9 25 3 ?");

        var left = (await PageAsync(Waves + "/" + await CodeAsync("not exists")))
            .QuerySelectorAll(".scope li")
            .Select(row => row.TextContent);

        Assert.That(
            left.Where(row => row.Contains("Asked next: March 2026, SPRING", StringComparison.Ordinal)),
            Has.One.StartsWith("IT → ")
        );
        Assert.That(left, Has.One.Match("HR → SALES – Asked next: May 2026, (AGAIN|MONTHLY)"));
    }

    [Test]
    public async Task A_wave_that_opens_and_closes_on_one_day_names_it_once()
    {
        await _organisation.RunAsync("update wave set closes_at = opened_at + interval '1 hour'");

        Assert.That((await PageAsync(Waves)).QuerySelector(".moment-days")!.TextContent.Trim(), Is.EqualTo("2 March 2026"));
    }

    [Test]
    public async Task What_deferred_means_is_said_where_a_mail_is_deferred()
    {
        var code = await CodeAsync("exists");
        Assert.That((await PageAsync(Waves + "/" + code)).QuerySelector("main")!.TextContent, Does.Not.Contain("to be tried again later"));

        await _organisation.RunAsync("update message set state = 'deferred'");

        Assert.That((await PageAsync(Waves + "/" + code)).QuerySelector("main")!.TextContent, Does.Contain("to be tried again later"));
    }

    [Test]
    public async Task A_preview_promises_no_precision_of_what_will_probably_be_hidden()
    {
        var row = (await PageAsync(Waves + "/MONTHLY-2026-04-06"))
            .QuerySelectorAll(".prospects tbody")
            .Single(one => one.QuerySelector("th")!.TextContent == "SALES → SIX");

        Assert.That(row.QuerySelectorAll("td.number").Select(cell => cell.TextContent), Is.EqualTo(new[] { "3", "–", "–" }));
        Assert.That(row.TextContent, Does.Contain("Probably too few answers to show anything."));
    }

    private Task<string> CodeAsync(string invitations) =>
        _organisation.OneAsync<string>(
            $"select code from wave where opened_at is not null and {invitations} (select from invitation where wave_id = wave.id)"
        );

    private Task<IDocument> PageAsync(string address) => _server.PageAsync("hr1@example.org", address, "hr");
}
