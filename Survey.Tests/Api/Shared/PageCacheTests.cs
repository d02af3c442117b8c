using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Survey.Api.Shared;
using Survey.Db.Languages;
using Survey.Db.Viewers;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Shared;

public sealed class PageCacheTests
{
    private ApiServer _server = null!;
    private Organisation _organisation = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _server = await ApiServer.StartAsync(StartingPoint.SmallOrganisation);
        _organisation = new Organisation(_server.Test.Database);
        await _organisation.RelationshipAsync("SHOP-HR", "SHOP", "HR");
        await _organisation.RunAsync("update unit set lead_email = lower(code) || '1@example.org' where code in ('IT', 'HR')");
        await PublishedWave.SealAsync(_organisation, "W1", new DateOnly(2026, 1, 1), hidden: "HR-SALES");
    }

    [TearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [Test]
    public async Task Nobody_is_shown_a_page_that_was_made_for_other_rights()
    {
        var hr = await PageAsync("hr1@example.org", "/pairs", "hr");
        var it = await PageAsync("it1@example.org", "/pairs");
        var stranger = await (await _server.ClientOfAsync("sales1@example.org")).GetAsync("/pairs");

        Assert.Multiple(() =>
        {
            Assert.That(hr, Does.Contain("SALES").And.Contain("SHOP-HR"));
            Assert.That(it, Does.Not.Contain("SALES").And.Not.Contain("SHOP-HR"));
            Assert.That(stranger.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        });
    }

    [Test]
    public async Task Viewers_share_a_page_if_every_right_of_theirs_is_equal_and_else_never()
    {
        var pages = _server.Services.GetRequiredService<PageCache>();
        var made = 0;
        foreach (var viewer in EachRight.ChangedOnce())
        {
            made = 0;
            await ShowAsync(viewer);
            Assert.That(made, Is.EqualTo(1), $"{viewer.RightsKey} has a page of its own");
        }
        made = 0;
        foreach (var viewer in EachRight.ChangedOnce())
        {
            await ShowAsync(viewer);
            Assert.That(made, Is.Zero, $"{viewer.RightsKey} finds the page of equal rights");
        }

        Task<IResult> ShowAsync(Viewer viewer) =>
            pages.ShowAsync(
                new Visitor(viewer, Language.Of("en"), "/x"),
                _ =>
                {
                    made++;
                    return Task.FromResult<PageContent?>(new PageContent("", _ => { }));
                },
                default
            );
    }

    [Test]
    public async Task Rights_that_are_taken_away_or_given_hold_at_once()
    {
        await PageAsync("hr1@example.org", "/pairs", "hr");
        await _organisation.RunAsync("delete from role_grant");
        var taken = await PageAsync("hr1@example.org", "/pairs");
        await _organisation.RunAsync("update unit set lead_email = 'it1@example.org' where code = 'ROOT'");
        var given = await PageAsync("it1@example.org", "/pairs");

        Assert.That(taken, Does.Not.Contain("IT-ALL"), "only what HR's lead may see");
        Assert.That(given, Does.Contain("SHOP-HR"));
    }

    [Test]
    public async Task What_was_made_once_is_shown_again()
    {
        var first = await PageAsync("hr1@example.org", "/pairs", "hr");
        // No page may do this; it shows that the second visitor's page was not read from the tables.
        await _organisation.RunAsync("update published_figure set value = 1.23, step = 0.01 where shown = 'yes'");
        var second = await PageAsync("it1@example.org", "/pairs", "hr");

        Assert.That(Middle(second), Is.EqualTo(Middle(first)));
        Assert.That(second, Does.Not.Contain("1.23"));
    }

    [Test]
    public async Task A_new_sealing_shows_at_once()
    {
        Assert.That(await PageAsync("hr1@example.org", "/pairs", "hr"), Does.Contain("January 2026, ").And.Not.Contain("February 2026, "));
        await PublishedWave.SealAsync(_organisation, "W2", new DateOnly(2026, 2, 1));

        Assert.That(await PageAsync("hr1@example.org", "/pairs"), Does.Contain("February 2026, "));
    }

    [TestCase("update comment set text = null")]
    [TestCase("update unit set names = '{\"en\": \"Renamed\"}' where code = 'IT'")]
    [TestCase("update pulse set time_zone = 'Europe/Warsaw'")]
    [TestCase("update wave set sealed_at = sealed_at")]
    public async Task A_redaction_or_a_change_of_the_organisation_shows_at_once(string change)
    {
        await PageAsync("hr1@example.org", "/pairs", "hr");
        await _organisation.RunAsync("update published_figure set value = 1.23, step = 0.01 where shown = 'yes'");
        await _organisation.RunAsync(change);

        Assert.That(await PageAsync("hr1@example.org", "/pairs"), Does.Contain("1.23"));
    }

    [Test]
    public async Task Each_language_and_each_address_has_its_own()
    {
        await PublishedWave.SealAsync(_organisation, "W2", new DateOnly(2026, 2, 1));
        var english = await PageAsync("hr1@example.org", "/pairs", "hr");

        Assert.That(await PageAsync("hr1@example.org", "/pairs?language=fi"), Does.Contain("40 vastausta").And.Not.Contain("answers"));
        Assert.That(Middle(await PageAsync("hr1@example.org", "/pairs?wave=W1")), Is.Not.EqualTo(Middle(english)));
    }

    [Test]
    public async Task The_frame_is_each_visitors_own()
    {
        var hr = await PageAsync("hr1@example.org", "/pairs", "hr");
        await PageAsync("hr1@example.org", "/pairs");
        await _organisation.RunAsync(
            "insert into role_grant (email, role, granted_at) "
                + "values ('it1@example.org', 'hr', '2026-01-01'), ('it1@example.org', 'admin', '2026-01-01')"
        );
        var other = await PageAsync("it1@example.org", "/pairs");

        Assert.That(Token(hr), Is.Not.Empty.And.Not.EqualTo(Token(other)), "the form that signs out carries each visitor's own token");
        Assert.That(Middle(hr), Is.EqualTo(Middle(other)));
    }

    private async Task<string> PageAsync(string email, string address, string? role = null) =>
        await (await _server.ClientOfAsync(email, role)).GetStringAsync(address);

    private static string Middle(string page) =>
        page[page.IndexOf("<main", StringComparison.Ordinal)..page.IndexOf("</main>", StringComparison.Ordinal)];

    private static string Token(string page) => page.Split("__RequestVerificationToken\" value=\"")[1].Split('"')[0];
}
