using System.Globalization;
using AngleSharp.Dom;
using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Charts;
using Survey.Reports.Sections;
using Survey.Tests.Support;

namespace Survey.Tests.Reports;

public sealed class SectionsTests
{
    [Test]
    public async Task Every_breakdown_point_has_its_chart_promise_and_figure_in_the_order_of_the_journey()
    {
        var steps = (await ParseAsync(SampleReport.Make())).QuerySelectorAll(".journey-step");

        Assert.That(steps.Select(step => step.QuerySelector("h3")!.TextContent.Trim()),
            Is.EqualTo(new[] { "1 Getting in touch", "2 Waiting", "3 Being kept informed", "4 Quality of the solution", "5 Follow-up" }));
        Assert.That(steps.Select(step => step.QuerySelectorAll("svg.distribution, svg.mean").Length), Is.All.EqualTo(2));
        Assert.That(steps[0].QuerySelector("svg.mean .f-worse"), Is.Not.Null);
        Assert.That(steps[3].QuerySelector("svg.mean .f-worse"), Is.Null, "no standard, no target mark");
        Assert.That(steps[0].TextContent, Does.Contain("The promise: You always know who is working on it and until when. Target 3.8."));
        Assert.That(steps[0].TextContent, Does.Contain("2.43").And.Contain("84 answers"));
    }

    [Test]
    public async Task Every_chart_has_a_title_and_a_description_and_its_ids_are_unique()
    {
        var page = await ParseAsync(SampleReport.Make(steps: 12, waves: 12));
        var charts = page.QuerySelectorAll("svg.chart, svg.mean");

        Assert.That(charts, Has.Length.GreaterThan(30));
        foreach (var chart in charts)
        {
            var words = chart.GetAttribute("aria-labelledby")!.Split(' ').Select(id => page.GetElementById(id)!.TextContent);
            Assert.That(words, Has.All.Not.Empty);
        }
        var ids = page.QuerySelectorAll("[id]").Select(element => element.Id).ToList();
        Assert.That(ids, Is.Unique);
    }

    [Test]
    public async Task A_hidden_figure_is_words_and_never_a_number()
    {
        var hidden = SampleReport.Make(hidden: true, comments: false);
        var page = await ParseAsync(hidden);

        foreach (var step in page.QuerySelectorAll(".journey-step"))
        {
            Assert.That(step.QuerySelector(".journey-charts")!.TextContent, Does.Contain("not enough answers"));
            Assert.That(step.QuerySelector(".journey-figure")!.TextContent.Trim(), Is.Empty);
            Assert.That(step.QuerySelector("svg.mean"), Is.Null);
        }
        Assert.That(page.QuerySelectorAll("svg.distribution"), Is.Empty);
    }

    [Test]
    public async Task A_hidden_figure_shows_nothing_even_if_a_row_carried_numbers()
    {
        var report = SampleReport.Make(steps: 2, waves: 1);
        var leaking = SampleFigures.Hidden("step1") with { N = 4321, DoesNotApply = 8765 };
        var figures = report.All.Figures.ToDictionary(pair => pair.Key, pair => pair.Key == "step1" ? leaking : pair.Value);
        var html = await Printed.HtmlAsync(report with { Cells = [report.All with { Figures = figures }] });

        Assert.That(html, Does.Not.Contain("4321").And.Not.Contain("4,321").And.Not.Contain("8765").And.Not.Contain("8,765"));
    }

    [TestCase(Shown.Low, 1.5, "1.5 or lower")]
    [TestCase(Shown.High, 4.5, "4.5 or higher")]
    public async Task A_small_group_has_open_ends_a_band_and_no_distribution(string shown, double value, string words)
    {
        var report = SampleReport.Make(steps: 1, waves: 1, answers: 7);
        var small = SampleFigures.Rating("step1", 0, 0, 7, 0, 0) with { Shown = shown, Value = value };
        var step = (await ParseAsync(report with
        {
            Cells = [report.All with { Figures = new Dictionary<string, PublishedFigure> { ["step1"] = small } }],
        })).QuerySelector(".journey-step")!;

        Assert.That(step.TextContent, Does.Contain(words).And.Contain("5–9 answers"));
        Assert.That(step.QuerySelector("svg.distribution"), Is.Null);
        Assert.That(step.QuerySelector("svg.mean .s-accent"), Is.Not.Null, "the range");
    }

    [Test]
    public async Task Comments_are_absent_when_they_are_not_for_the_viewer() =>
        Assert.That(await Printed.HtmlAsync(SampleReport.Make() with { Comments = null, Notes = [] }),
            Does.Not.Contain("In their own words").And.Not.Contain("The first answer takes days"));

    [Test]
    public async Task History_says_what_is_not_known()
    {
        var text = (await ParseAsync(SampleReport.Make(steps: 0, answers: 4123, imported: true))).Body!.TextContent;

        Assert.That(text, Does.Contain("imported from another tool").And.Contain("no finite population correction").And.Contain("4,123 answers"));
    }

    [TestCase(119, "At least 80% of those asked answered")]
    [TestCase(84, "Fewer than 80% of those asked answered")]
    public async Task The_method_note_says_whether_the_interval_was_corrected(int answers, string sentence) =>
        Assert.That(await Printed.HtmlAsync(SampleReport.Make(answers: answers)), Does.Contain(sentence));

    [Test]
    public async Task The_ranking_begins_with_the_worst_and_lists_hidden_services_apart()
    {
        var page = await Html.ParseAsync(await Printed.HtmlAsync(SampleOrganisation.Make()));
        var means = page.QuerySelectorAll(".ranking tbody td strong").Select(mean => double.Parse(mean.TextContent, CultureInfo.InvariantCulture)).ToList();

        Assert.That(means, Is.Ordered.And.Not.Empty);
        Assert.That(page.QuerySelectorAll(".hidden-list li"), Has.Length.EqualTo(3));
        Assert.That(page.QuerySelectorAll(".pair-matrix th[scope=col]"), Has.Length.GreaterThan(5));
    }

    [Test]
    public async Task Overlapping_intervals_are_spoken_of_only_where_one_is_shown()
    {
        var report = SampleOrganisation.Make();
        var hidden = report with { Relationships = [.. report.Relationships.Where(row => row.Cell.Of(Item.Overall)?.Low is null)] };

        Assert.That((await Html.ParseAsync(await Printed.HtmlAsync(report))).QuerySelector("#ranking")!.TextContent, Does.Contain("Overlapping intervals"));
        Assert.That((await Html.ParseAsync(await Printed.HtmlAsync(hidden))).QuerySelector("#ranking")!.TextContent, Does.Not.Contain("Overlapping intervals"));
    }

    [TestCase("en", "2.93", "2.71–3.14", "70%")]
    [TestCase("fi", "2,93", "2,71–3,14", "70\u00a0%")]
    [TestCase("fr", "2,93", "2,71–3,14", "70\u202f%")]
    public async Task Numbers_are_written_as_the_language_writes_them(string language, string mean, string interval, string rate)
    {
        var text = (await Html.ParseAsync(await Printed.HtmlAsync(SampleReport.Make(), language))).Body!.TextContent;

        Assert.That(text, Does.Contain(mean).And.Contain(interval).And.Contain(rate));
    }

    [Test]
    public void A_recommendation_score_keeps_its_sign_in_value_and_interval()
    {
        var words = new FigureWords(Language.Of("fi"));
        var figure = SampleFigures.Of("recommend", "recommendation", 84, -12, -28, 4, null);

        Assert.That((words.Value(figure), words.Interval(figure)), Is.EqualTo(("−12", "−28 … +4")));
    }

    [TestCase("en", 0, 775, "0%")]
    [TestCase("en", 3, 775, "under 1%")]
    [TestCase("pl", 3, 775, "poniżej 1%")]
    [TestCase("fr", 3, 775, "moins de 1\u202f%")]
    [TestCase("en", 4, 775, "1%")]
    [TestCase("en", 771, 775, "99%")]
    [TestCase("et", 772, 775, "üle 99%")]
    [TestCase("fi", 775, 775, "100\u00a0%")]
    public void Some_people_never_read_as_nobody_and_most_never_as_all(string language, int count, int of, string words) =>
        Assert.That(new FigureWords(Language.Of(language)).Part(count, of), Is.EqualTo(words));

    private static async Task<IDocument> ParseAsync(RelationshipReport report) => await Html.ParseAsync(await Printed.HtmlAsync(report));
}
