using AngleSharp.Dom;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Home;

public sealed class HomeTests
{
    private ApiServer _server = null!;
    private Organisation _organisation = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _server = await ApiServer.StartAsync(StartingPoint.SmallOrganisation);
        _organisation = new Organisation(_server.Test.Database);
        await _organisation.RunAsync("update unit set lead_email = 'it1@example.org' where code = 'IT'");
    }

    [TearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [Test]
    public async Task Only_what_a_verdict_bears_out_is_called_missed_worse_or_better_and_nothing_twice()
    {
        await SealAsync();
        await VerdictAsync("IT-ALL", "waiting", "target", "worse");
        await VerdictAsync("IT-ALL", "waiting", "before", "worse");
        await VerdictAsync("IT-ALL", "quality", "target", "no_change");
        await VerdictAsync("HR-SALES", "intake", "before", "worse");
        await VerdictAsync("HR-SALES", "overall", "before", "better");
        var page = await PageAsync("hr1@example.org", "hr");

        Assert.Multiple(() =>
        {
            Assert.That(Rows(page, "all"), Is.EqualTo(new[] { "The step waiting", "The step intake" }));
            Assert.That(Links(page), Is.EqualTo(new[] { "/relationships/IT-ALL", "/relationships/HR-SALES" }));
            Assert.That(
                page.QuerySelectorAll(".home-better li").Select(Words),
                Is.EqualTo(new[] { "The journey SERVICE: HR → SALES overall rating better" })
            );
            Assert.That(
                page.QuerySelectorAll(".row-words > span, .finding-marks > *").Take(4).Select(Words),
                Is.EqualTo(new[] { "The step waiting", "promised 4.0", "▼ worse than before", "Take it up" })
            );
        });
    }

    [Test]
    public async Task A_lead_sees_what_concerns_the_led_unit_only()
    {
        await SealAsync();
        await VerdictAsync("IT-ALL", "waiting", "target", "worse");
        await VerdictAsync("HR-SALES", "waiting", "target", "worse");
        var page = await PageAsync("it1@example.org", null);

        Assert.That(Links(page), Is.EqualTo(new[] { "/relationships/IT-ALL" }));
        Assert.That(Rows(page, "provided"), Is.EqualTo(new[] { "The step waiting" }));
    }

    [Test]
    public async Task A_lead_finds_the_own_services_those_received_and_those_inside_apart()
    {
        await _organisation.RelationshipAsync("SALES-SHOP", "SALES", "SHOP");
        await _organisation.RunAsync("update unit set lead_email = 'sales1@example.org' where code = 'SALES'");
        await SealAsync();
        await RateAsync("SALES-SHOP", "waiting", 2.5);
        await RateAsync("HR-SALES", "intake", 2.2);
        await RateAsync("IT-ALL", "quality", 2.1);
        var page = await PageAsync("sales1@example.org", null);

        Assert.That(Rows(page, "provided"), Is.EqualTo(new[] { "The step waiting" }));
        Assert.That(Rows(page, "received"), Is.EqualTo(new[] { "The step intake" }));
        Assert.That(Rows(page, "inside"), Is.Empty);
        Assert.That(Words(page.QuerySelector("#inside-title")!.Closest("section")!), Does.Contain("Nothing stands out"));
        Assert.That(
            page.QuerySelectorAll(".home-part h2").Select(heading => heading.Id),
            Is.EqualTo(new[] { "provided-title", "received-title", "inside-title" })
        );
    }

    [Test]
    public async Task A_service_stands_once_with_its_steps_the_weakest_service_first()
    {
        await SealAsync();
        await VerdictAsync("HR-SALES", "intake", "target", "worse");
        await RateAsync("IT-ALL", "quality", 2.1);
        await RateAsync("IT-ALL", "waiting", 2.9);
        foreach (var item in new[] { "intake", "waiting" })
        {
            await VerdictAsync("SALES-SALES", item, "before", "better");
        }
        var page = await PageAsync("hr1@example.org", "hr");

        Assert.That(Links(page), Is.EqualTo(new[] { "/relationships/IT-ALL", "/relationships/HR-SALES" }));
        Assert.That(Rows(page, "all"), Is.EqualTo(new[] { "The step quality", "The step waiting", "The step intake" }));
        Assert.That(page.QuerySelectorAll(".weak-mark"), Has.Length.EqualTo(2));
        Assert.That(
            page.QuerySelector("h1")!.TextContent,
            Is.EqualTo("“The journey SERVICE: IT → everybody” is weak at “The step quality” (2.1).")
        );
        Assert.That(
            page.QuerySelectorAll(".home-better li").Select(Words),
            Is.EqualTo(new[] { "The journey SERVICE: SALES · Working together in the team 2 of 3 steps better" })
        );
    }

    [Test]
    public async Task A_row_draws_the_trend_of_its_figure_and_says_it_in_words()
    {
        await PublishedWave.SealAsync(_organisation, "W0", new DateOnly(2025, 12, 1));
        await SealAsync();
        await RateAsync("IT-ALL", "quality", 2.1);
        await RateAsync("IT-ALL", "quality", 3.3, "W0");
        var trend = (await PageAsync("hr1@example.org", "hr")).QuerySelector(".home-service svg.sparkline")!;

        Assert.That(trend.QuerySelector("desc")!.TextContent, Is.EqualTo("3.3; 2.1"));
        Assert.That(trend.QuerySelector("title")!.TextContent, Does.Contain("The step quality"));
    }

    [Test]
    public async Task Each_service_stands_as_its_own_last_wave_says_whatever_the_pulse()
    {
        await SealAsync();
        await VerdictAsync("IT-ALL", "waiting", "target", "worse");
        await PublishedWave.SealAsync(_organisation, "W2", new DateOnly(2026, 2, 1));
        await _organisation.RunAsync(
            """
            update wave_relationship set not_asked = 'quiet'
            from wave where wave.id = wave_relationship.wave_id and wave.code = 'W2' and wave_relationship.code = 'IT-ALL';
            update published_figure set value = 3.8, low = 3.6, high = 4.0 where shown = 'yes';
            delete from published_verdict using publication_cell cell, wave
            where cell.id = cell_id and wave.id = cell.wave_id and wave.code = 'W2';
            """
        );
        var page = await PageAsync("hr1@example.org", "hr");

        Assert.That(Rows(page, "all"), Is.EqualTo(new[] { "The step waiting" }));
        Assert.That(
            page.QuerySelectorAll(".home-waves a").Select(link => link.GetAttribute("href")),
            Is.EqualTo(new[] { "/pairs?wave=W2", "/pairs?wave=W1" })
        );
    }

    [Test]
    public async Task A_service_that_was_not_asked_about_for_a_year_stands_for_nothing()
    {
        await SealAsync();
        await VerdictAsync("IT-ALL", "waiting", "target", "worse");
        await PublishedWave.SealAsync(_organisation, "W2", new DateOnly(2027, 2, 1));
        await _organisation.RunAsync(
            """
            update wave_relationship set not_asked = 'quiet'
            from wave where wave.id = wave_relationship.wave_id and wave.code = 'W2' and wave_relationship.code = 'IT-ALL'
            """
        );

        Assert.That((await PageAsync("hr1@example.org", "hr")).QuerySelectorAll("a[href='/relationships/IT-ALL']"), Is.Empty);
    }

    [Test]
    public async Task A_verdict_on_a_word_is_listed_after_those_on_numbers()
    {
        await SealAsync();
        await _organisation.RunAsync(
            """
            update published_figure set n = 5, word = 'middle', value = null, step = null, low = null, high = null,
                   favourable = null, favourable_low = null, favourable_high = null, shares = null, share_step = null
            from publication_cell cell join relationship on relationship.id = cell.relationship_id
            where cell.id = cell_id and relationship.code = 'HR-SALES'
            """
        );
        await VerdictAsync("HR-SALES", "intake", "target", "worse");
        await VerdictAsync("IT-ALL", "waiting", "target", "worse");
        await VerdictAsync("HR-SALES", "overall", "before", "worse");
        var page = await PageAsync("hr1@example.org", "hr");

        Assert.That(Rows(page, "all"), Is.EqualTo(new[] { "The step waiting", "The step intake", "Overall rating" }));
        var words = page.QuerySelectorAll(".row-figure").Where(figure => figure.TextContent.Trim() == "middle");
        Assert.That(words.Select(figure => figure.ClassList[^1]), Is.EqualTo(new[] { "rate-3", "rate-3" }));
    }

    [Test]
    public async Task A_hidden_figure_is_in_no_list_whatever_its_verdict()
    {
        await SealAsync(hidden: "HR-SALES");
        await VerdictAsync("HR-SALES", "waiting", "target", "worse");
        await VerdictAsync("HR-SALES", "waiting", "before", "worse");

        Assert.That((await PageAsync("hr1@example.org", "hr")).QuerySelectorAll(".home-service"), Is.Empty);
    }

    [Test]
    public async Task An_open_wave_shows_bands_and_a_lead_those_of_the_led_units()
    {
        var open = await OpenWave.OpenAsync(_organisation);
        await _organisation.RunAsync(
            """
            insert into wave_participation (wave_id, unit_id, band, as_of)
            select @id, null, '25to50', date '2026-03-03' union all
            select @id, id, 'over75', date '2026-03-03' from unit where code in ('SALES', 'SHOP')
            """,
            new { id = open.Id }
        );

        Assert.That(Bands(await PageAsync("hr1@example.org", "hr")), Has.Length.EqualTo(3));
        Assert.That(Bands(await PageAsync("it1@example.org", null)), Has.Length.EqualTo(1));
    }

    [TestCase("admin", "not its results")]
    [TestCase(null, "no role here any more")]
    public async Task Who_may_not_see_results_is_told_so(string? role, string words)
    {
        await SealAsync();
        var page = await PageAsync("shop1@example.org", role);

        Assert.That(page.QuerySelector("main")!.TextContent, Does.Contain(words));
        Assert.That(page.QuerySelectorAll(".row-figure, .participation"), Is.Empty);
    }

    /// <summary>A wave without verdicts and weak steps: each test makes its own.</summary>
    private async Task SealAsync(params string[] hidden)
    {
        await PublishedWave.SealAsync(_organisation, "W1", new DateOnly(2026, 1, 1), hidden);
        await _organisation.RunAsync(
            """
            delete from published_verdict;
            update published_figure set value = 3.8, low = 3.6, high = 4.0 where shown = 'yes';
            """
        );
    }

    private Task<int> RateAsync(string relationship, string item, double mean, string wave = "W1") =>
        _organisation.RunAsync(
            """
            update published_figure set value = @mean, low = @mean - 0.2, high = @mean + 0.2
            from publication_cell cell
            join relationship on relationship.id = cell.relationship_id
            join wave on wave.id = cell.wave_id
            where cell.id = cell_id and cell.kind = 'relationship'
              and relationship.code = @relationship and wave.code = @wave and item = @item
            """,
            new
            {
                relationship,
                item,
                mean,
                wave,
            }
        );

    private Task<int> VerdictAsync(string relationship, string item, string against, string called) =>
        _organisation.RunAsync(
            """
            insert into published_verdict (cell_id, item, against, other_wave_id, verdict)
            select cell.id, @item, @against, case when @against = 'before' then cell.wave_id end, @called
            from publication_cell cell join relationship on relationship.id = cell.relationship_id
            where relationship.code = @relationship and cell.kind = 'relationship'
            on conflict (cell_id, item, against) do update set verdict = @called
            """,
            new
            {
                relationship,
                item,
                against,
                called,
            }
        );

    private Task<IDocument> PageAsync(string email, string? role) => _server.PageAsync(email, "/", role);

    private static IEnumerable<string> Rows(IDocument page, string part) =>
        page.QuerySelector($"#{part}-title")!
            .Closest("section")!
            .QuerySelectorAll(".row-words > span:first-child")
            .Select(name => name.TextContent.Trim());

    private static IEnumerable<string?> Links(IDocument page) =>
        page.QuerySelectorAll(".home-service a[href^='/relationships/']").Select(link => link.GetAttribute("href"));

    private static string Words(IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string[] Bands(IDocument page) =>
        [.. page.QuerySelectorAll(".participation td").Select(band => band.TextContent.Trim())];
}
