using AngleSharp.Dom;
using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Contents;
using Survey.Tests.Support;

namespace Survey.Tests.Reports;

/// <summary>
/// Verdicts, the first step to look at, the other direction and the trend in a report. Suppressed figures are suppressed in each.
/// </summary>
public sealed class ComparisonsShownTests
{
    private static readonly PublishedVerdict[] Verdicts =
    [
        Called(Item.Overall, Against.Before, Verdict.Worse),
        Called("step1", Against.Target, Verdict.NoChange),
        Called("step2", Against.Target, Verdict.Worse),
        Called("step3", Against.YearAgo, Verdict.NoChange),
        Called("step3", Against.Before, Verdict.Better),
    ];

    [Test]
    public async Task A_figure_stands_with_its_verdicts_in_words()
    {
        var page = await ParseAsync(SampleReport.Make(verdicts: Verdicts));

        Assert.That(Words(page.QuerySelector(".overall-figure .verdicts")!), Is.EqualTo("▼ worse than before"));
        Assert.That(
            page.QuerySelectorAll(".journey-step").Select(step => step.QuerySelector(".verdicts") is { } shown ? Words(shown) : ""),
            Is.EqualTo(new[] { "", "▼ below the target", "▲ better than before", "", "" }),
            "a chip only for what is clear"
        );
        Assert.That(page.QuerySelector("#steps")!.TextContent.Split("no clear change"), Has.Length.EqualTo(2), "said once for all steps");
    }

    [Test]
    public async Task An_overall_rating_without_a_clear_change_says_so_in_words()
    {
        var unclear = Called(Item.Overall, Against.Before, Verdict.NoChange);
        var page = await ParseAsync(SampleReport.Make(verdicts: [unclear, Called(Item.Overall, Against.YearAgo, Verdict.TooFew)]));

        Assert.That(page.QuerySelectorAll(".overall-figure .verdict"), Is.Empty);
        Assert.That(Words(page.QuerySelector(".overall-words p:last-of-type")!), Is.EqualTo("no clear change"));
    }

    [Test]
    public async Task A_table_says_once_that_there_is_no_clear_change()
    {
        var report = SampleReport.Make(verdicts: [Called(Item.Overall, Against.Before, Verdict.NoChange)]);
        IReadOnlyList<TrendPoint> trend = [.. report.Trend.Select(point => point with { Cell = report.All })];
        var table = (await ParseAsync(report with { Trend = trend })).QuerySelectorAll("#trend table")[^1];
        var seen = table.ParentElement!.ParentElement!.QuerySelectorAll("td, p").Where(one => one.TextContent.Contains('≈')).ToList();

        Assert.That(seen, Has.Count.EqualTo(trend.Count + 1), "a sign in each row, and the note");
        Assert.That(table.QuerySelectorAll(".verdict"), Is.Empty);
        Assert.That(Words(seen[^1]), Is.EqualTo("≈ no clear change"));
    }

    [Test]
    public async Task The_step_that_misses_its_target_is_marked_before_one_with_a_lower_mean()
    {
        var missed = await MarkedAsync(Lifted(SampleReport.Make(verdicts: Verdicts)));
        var lowest = await MarkedAsync(Lifted(SampleReport.Make()));

        Assert.That(missed, Is.EqualTo(("2 Waiting", "Furthest below its target")));
        Assert.That(lowest, Is.EqualTo(("1 Getting in touch", "Lowest rating")));
    }

    [Test]
    public async Task The_lowest_weak_step_comes_before_a_missed_promise_and_each_weak_step_is_marked_in_words()
    {
        var page = await ParseAsync(SampleReport.Make(verdicts: Verdicts));

        Assert.That(
            page.QuerySelectorAll(".journey-step")
                .Where(step => step.QuerySelector(".step-mark") is not null)
                .Select(step => (step.QuerySelector("h3")!.TextContent.Trim(), Words(step.QuerySelector(".step-mark")!))),
            Is.EqualTo(new[] { ("1 Getting in touch", "Weak step: look here first"), ("3 Being kept informed", "weak step") })
        );
        Assert.That(
            page.QuerySelectorAll("#steps .weak-mark").Select(mark => mark.Closest("tr")!.QuerySelector("th")!.TextContent.Trim()[0]),
            Is.EqualTo(new[] { '1', '3' })
        );
    }

    [Test]
    public async Task Where_a_step_is_hidden_the_mark_speaks_of_the_others_only()
    {
        var report = Lifted(SampleReport.Make());
        var figures = report.All.Figures.ToDictionary(
            pair => pair.Key,
            pair => pair.Key == "step1" ? SampleFigures.Hidden("step1") : pair.Value
        );

        var marked = await MarkedAsync(report with { Cells = [report.All with { Figures = figures }] });

        Assert.That(marked.Words, Does.EndWith("(of the steps shown)"));
        Assert.That(marked.Step, Is.Not.EqualTo("1 Getting in touch"));
    }

    [Test]
    public async Task Both_directions_stand_side_by_side_each_with_its_worst_step()
    {
        var cards = (await ParseAsync(SampleReport.Make(bothWays: true))).QuerySelectorAll(".direction");

        Assert.That(
            cards.Select(card => card.QuerySelector("h3")!.TextContent),
            Is.EqualTo(new[] { "Information technology → everybody", "Meridian → Information technology" })
        );
        Assert.That(
            cards.Select(card => card.QuerySelectorAll(".direction-value strong, .direction-worst dd strong").Length),
            Is.All.EqualTo(2)
        );
    }

    [Test]
    public async Task Nothing_new_tells_of_what_is_hidden()
    {
        var hidden = SampleReport.Make(hidden: true, comments: false, bothWays: true, waves: 20, verdicts: Verdicts);
        var page = await ParseAsync(hidden);

        Assert.That(page.QuerySelectorAll(".verdict, .verdict-sign"), Is.Empty, "a verdict on a hidden figure");
        Assert.That(page.QuerySelectorAll(".step-mark, .direction-worst, .direction-value"), Is.Empty, "a mark among hidden steps");
        Assert.That(page.QuerySelectorAll("#trend svg.chart, svg.mean"), Is.Empty, "a chart of nothing");
        Assert.That(page.QuerySelector("#trend .hidden-words")!.TextContent, Is.EqualTo("not enough answers"));
    }

    [Test]
    public async Task A_service_that_too_few_rated_says_where_its_answers_count()
    {
        Assert.That(
            (await ParseAsync(SampleReport.Make(hidden: true))).QuerySelector(".overall-hidden")!.TextContent,
            Does.Contain("not lost")
        );
        Assert.That(
            (await ParseAsync(SampleReport.Make(hidden: true, imported: true))).QuerySelector(".overall-hidden"),
            Is.Null,
            "nobody is asked again"
        );
        Assert.That((await ParseAsync(SampleReport.Make())).QuerySelector(".overall-hidden"), Is.Null);
    }

    [TestCase(2)]
    [TestCase(20)]
    public async Task The_trend_names_its_waves_and_draws_the_promise(int waves)
    {
        var page = await ParseAsync(SampleReport.Make(waves: waves));
        var labels = page.QuerySelectorAll(".trend-overall svg.trend text")
            .Select(label => label.TextContent)
            .Where(label => label.Contains("20", StringComparison.Ordinal))
            .ToList();

        Assert.That(labels, Is.Unique);
        Assert.That(labels, Has.Count.InRange(2, 10));
        Assert.That(
            page.QuerySelectorAll(".multiples li").Select(step => step.QuerySelectorAll("svg.trend .s-target").Length),
            Is.EqualTo(new[] { 1, 1, 1, 0, 1 })
        );
        Assert.That(page.QuerySelector(".multiples desc")!.TextContent, Does.EndWith("Target 3.8."));
    }

    [Test]
    public void A_team_that_rates_itself_is_not_a_pair()
    {
        var team = SampleReport.Relationship(longNames: false, imported: false);
        team = team with { CustomerUnitId = team.ProviderUnitId };

        Assert.That(team.Pair(Language.Of("en")), Is.EqualTo("Information technology · Working together in the team"));
    }

    [Test]
    public async Task An_organisation_lists_what_changed_the_worst_first_and_what_is_missed_by_the_widest_gap()
    {
        var page = await Html.ParseAsync(await Printed.HtmlAsync(Compared()));

        Assert.That(
            page.QuerySelectorAll("#changes .verdict").Select(Words),
            Is.EqualTo(new[] { "▼ worse than before", "▼ worse than before", "▲ better than before" })
        );
        Assert.That(page.QuerySelectorAll("#changes tbody td:nth-of-type(3)").Select(Words), Is.EqualTo(new[] { "−0.6", "−0.2", "+0.9" }));
        var means = page.QuerySelectorAll("#missed tbody strong")
            .Select(mean => double.Parse(mean.TextContent, System.Globalization.CultureInfo.InvariantCulture))
            .ToList();
        Assert.That(means, Is.Ordered.And.Count.EqualTo(2));
    }

    [Test]
    public async Task A_verdict_on_a_word_stands_among_what_changed_and_what_is_missed_after_those_in_numbers()
    {
        var report = Compared();
        var small = report.Relationships[0];
        var figures = small.Cell.Figures.Keys.ToDictionary(item => item, item => SampleFigures.InWords(item, FigureWord.Middle));
        var cell = small.Cell with
        {
            Figures = figures,
            Verdicts = [.. small.Cell.Verdicts.Select(verdict => verdict with { Difference = null })],
        };
        var page = await Html.ParseAsync(
            await Printed.HtmlAsync(report with { Relationships = [small with { Cell = cell }, .. report.Relationships.Skip(1)] })
        );

        Assert.That(
            page.QuerySelectorAll("#changes tbody tr").Select(row => Words(row.QuerySelectorAll("td")[2])),
            Is.EqualTo(new[] { "−0.6", "–", "+0.9" })
        );
        Assert.That(page.QuerySelectorAll("#missed tbody strong").Select(Words).Last(), Is.EqualTo("middle"));
        Assert.That(page.QuerySelectorAll("#missed tbody tr"), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task A_weak_step_without_a_promise_stands_above_what_is_missed()
    {
        var report = Compared();
        var weak = report.Relationships[1];
        var figures = weak.Cell.Figures.ToDictionary(
            pair => pair.Key,
            pair => pair.Key == "step2" ? SampleFigures.Valued("step2", 2.1) : pair.Value
        );
        var unpromised = weak.Questionnaire with
        {
            BreakdownPoints = [.. weak.Questionnaire.BreakdownPoints.Select(point => point with { Standard = null })],
        };
        weak = weak with { Questionnaire = unpromised, Cell = weak.Cell with { Figures = figures } };
        var page = await Html.ParseAsync(
            await Printed.HtmlAsync(report with { Relationships = [report.Relationships[0], weak, report.Relationships[2]] })
        );

        var rows = page.QuerySelectorAll("#missed tbody tr");
        Assert.That(rows, Has.Length.EqualTo(3));
        Assert.That(rows.Select(row => row.QuerySelector(".weak-mark") is not null), Is.EqualTo(new[] { true, false, false }));
        Assert.That(rows[0].QuerySelectorAll(".number").Select(Words), Is.EqualTo(new[] { "2.1", "–" }));
    }

    /// <summary>The same with step means that are not weak.</summary>
    private static RelationshipReport Lifted(RelationshipReport report) => report with { Cells = [.. report.Cells.Select(Lifted)] };

    private static PublishedCell Lifted(PublishedCell cell) =>
        cell with
        {
            Figures = cell.Figures.ToDictionary(
                pair => pair.Key,
                pair =>
                    pair.Key.StartsWith("step", StringComparison.Ordinal) ? pair.Value with { Value = pair.Value.Value + 0.7 } : pair.Value
            ),
        };

    /// <summary>Three services with steps: two got worse, one better; two miss the promise of their first step.</summary>
    private static OrganisationReport Compared()
    {
        var report = SampleOrganisation.Make();
        var steps = SampleQuestionnaire.Make(2, longNames: false);
        (Verdict Called, double Difference, bool Misses)[] all =
        [
            (Verdict.Worse, -0.2, true),
            (Verdict.Better, 0.9, false),
            (Verdict.Worse, -0.6, true),
        ];
        return report with
        {
            Relationships =
            [
                .. report.Relationships.Zip(all, (row, one) =>
                    row with
                    {
                        Questionnaire = steps,
                        Cell = Lifted(
                            SampleReport.Cell(1, 1, CellKind.Relationship, steps, 84, one.Difference < -0.5 ? 0 : 5, imported: false)
                        ) with
                        {
                            Verdicts =
                            [
                                Called(Item.Overall, Against.Before, one.Called) with
                                {
                                    Difference = one.Difference,
                                },
                                .. one.Misses ? [Called("step1", Against.Target, Verdict.Worse)] : Array.Empty<PublishedVerdict>(),
                            ],
                        },
                    }
                ),
            ],
        };
    }

    private static PublishedVerdict Called(string item, Against against, Verdict called) =>
        new(1, item, against, against == Against.Target ? null : 1, called, null, null, null);

    private static async Task<(string Step, string Words)> MarkedAsync(RelationshipReport report)
    {
        var step = (await ParseAsync(report)).QuerySelectorAll(".journey-step").Single(one => one.ClassList.Contains("worst-step"));
        return (step.QuerySelector("h3")!.TextContent.Trim(), Words(step.QuerySelector(".step-mark")!));
    }

    private static string Words(IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static async Task<IDocument> ParseAsync(RelationshipReport report) => await Html.ParseAsync(await Printed.HtmlAsync(report));
}
