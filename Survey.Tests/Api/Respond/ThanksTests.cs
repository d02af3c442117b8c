using AngleSharp.Dom;
using Survey.Db.Languages;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Respond;

/// <summary>The page after sending: when the results come, and what clearly got better since last time (rule D11).</summary>
public sealed class ThanksTests : OnRespondSite
{
    [TestCaseSource(typeof(Language), nameof(Language.Codes))]
    public async Task It_names_the_closing_and_the_day_of_the_results(string language)
    {
        // Sealing follows 15 minutes after closing: the next day.
        await Site.Organisation.RunAsync("update wave set closes_at = '2026-03-10 23:50+02'");
        var day = Language.Of(language).WeekdayOn(new DateOnly(2026, 3, 11));

        var page = await ThanksAsync(language, "IT-ALL");

        Assert.That(page.QuerySelector("main")!.TextContent, Does.Contain(day).And.Contain("10"));
        Assert.That(page.QuerySelectorAll("h2"), Is.Empty, "nothing got better");
    }

    [Test]
    public async Task It_tells_what_clearly_got_better_of_the_services_just_answered()
    {
        await SealTwoWavesAsync();

        var page = await ThanksAsync("en", "IT-ALL");

        Assert.That(page.QuerySelector("h2")!.TextContent, Is.EqualTo("What clearly got better since last time"));
        Assert.That(Lines(page), Is.EqualTo(new[] { "IT – the overall rating, Waiting" }));
    }

    [TestCase("update published_verdict set verdict = 'worse' where verdict = 'better'")]
    [TestCase("update published_verdict set verdict = 'no_change' where verdict = 'better'")]
    [TestCase("update published_verdict set against = 'year_ago' where against = 'before'")]
    public async Task It_tells_nothing_that_is_not_called_better_against_the_wave_before(string change)
    {
        await SealTwoWavesAsync();
        await Site.Organisation.RunAsync(change);

        Assert.That(Lines(await ThanksAsync("en", "IT-ALL")), Is.Empty);
    }

    [Test]
    public async Task It_tells_nothing_of_a_hidden_figure_or_of_an_older_wave()
    {
        await SealTwoWavesAsync();
        await Site.Organisation.RunAsync(
            """
            update published_figure set shown = 'hidden', n = null, value = null, low = null, high = null, favourable = null,
                favourable_low = null, favourable_high = null, shares = null where item = 'waiting'
            """
        );
        var hidden = Lines(await ThanksAsync("en", "IT-ALL"));
        await PublishedWave.SealAsync(Site.Organisation, "NEWEST", new DateOnly(2026, 2, 27));
        await Site.Organisation.RunAsync(
            "delete from published_verdict using publication_cell cell join wave on wave.id = cell.wave_id "
                + "where cell.id = cell_id and wave.code = 'NEWEST'"
        );

        Assert.That(hidden, Is.EqualTo(new[] { "IT – the overall rating" }));
        Assert.That(Lines(await ThanksAsync("fi", "IT-ALL")), Is.Empty);
    }

    private async Task SealTwoWavesAsync()
    {
        await PublishedWave.SealAsync(Site.Organisation, "OLD", new DateOnly(2026, 1, 9));
        await PublishedWave.SealAsync(Site.Organisation, "NEW", new DateOnly(2026, 2, 9));
        await Site.Organisation.RunAsync(
            """
            update published_verdict set verdict = case when relationship.code = 'IT-ALL' and item in ('overall', 'waiting')
                then 'better' else 'no_change' end
            from publication_cell cell join relationship on relationship.id = cell.relationship_id
            where cell.id = cell_id and against = 'before';
            update published_verdict set verdict = 'better' where against = 'target'
            """
        );
    }

    private async Task<IDocument> ThanksAsync(string language, string service)
    {
        using var answer = await Site.Client.PostAsync(
            $"/r/{RespondSite.Token(Site.Next())}?language={language}",
            new FormUrlEncodedContent([KeyValuePair.Create($"{service}.overall", "4"), KeyValuePair.Create("confirm", "1")])
        );
        var page = await Html.ParseAsync(await answer.Content.ReadAsStringAsync());
        Assert.That(page.QuerySelectorAll("[data-notice=stored]"), Has.Length.EqualTo(1));
        return page;
    }

    private static IEnumerable<string> Lines(IDocument page) => page.QuerySelectorAll("main li").Select(line => line.TextContent.Trim());
}
