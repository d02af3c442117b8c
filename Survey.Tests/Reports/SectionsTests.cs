using System.Globalization;
using AngleSharp.Dom;
using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Charts;
using Survey.Reports.Charts.Words;
using Survey.Reports.Contents;
using Survey.Tests.Support;

namespace Survey.Tests.Reports;

public sealed class SectionsTests
{
    [Test]
    public async Task Every_breakdown_point_has_its_chart_promise_and_figure_in_the_order_of_the_journey()
    {
        var steps = (await ParseAsync(SampleReport.Make())).QuerySelectorAll(".journey-step");

        Assert.That(
            steps.Select(step => step.QuerySelector("h3")!.TextContent.Trim()),
            Is.EqualTo(new[] { "1 Getting in touch", "2 Waiting", "3 Being kept informed", "4 Quality of the solution", "5 Follow-up" })
        );
        Assert.That(steps.Select(step => step.QuerySelectorAll("svg.distribution, svg.mean").Length), Is.All.EqualTo(2));
        Assert.That(steps[0].QuerySelector("svg.mean .f-worse"), Is.Not.Null);
        Assert.That(steps[3].QuerySelector("svg.mean .f-worse"), Is.Null, "no standard, no target mark");
        Assert.That(steps[0].TextContent, Does.Contain("The promise: You always know who is working on it and until when. Target 3.8."));
        Assert.That(steps[0].TextContent, Does.Contain("2.4").And.Contain("about 85 answers"));
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

    [TestCase(FigureWord.Low)]
    [TestCase(FigureWord.Middle)]
    [TestCase(FigureWord.High)]
    public async Task A_small_group_has_a_word_its_range_and_no_distribution(string word)
    {
        var step = await StepAsync(SampleFigures.InWords("step1", word));

        Assert.That(step.QuerySelector(".journey-figure strong")!.TextContent, Is.EqualTo(word));
        Assert.That(step.QuerySelector(".journey-figure")!.TextContent, Does.Contain("5 to 9 answers"));
        Assert.That(step.TextContent, Does.Contain("Few answers: no distribution is shown."));
        Assert.That(
            step.TextContent.Replace("Target 3.8.", "", StringComparison.Ordinal),
            Does.Not.Match(@"\d\.\d|%"),
            "no number, no interval"
        );
        Assert.That(step.QuerySelector("svg.distribution"), Is.Null);
        Assert.That(step.QuerySelector("svg.mean .s-accent"), Is.Not.Null, "the range");
    }

    [Test]
    public async Task A_mean_says_how_sure_it_is_and_its_interval_stands_behind_that()
    {
        var page = await ParseAsync(SampleReport.Make());

        Assert.That(
            Words(page.QuerySelector(".overall-words .sureness")!),
            Does.Match(@"^sure to about ±0\.\d \(95% interval \d\.\d–\d\.\d\)$")
        );
        Assert.That(page.QuerySelectorAll(".journey-figure .sureness"), Is.Empty, "on paper the table of the steps has the interval");
    }

    [TestCase("en", 2.6, 3.2, 0.1, "sure to about ±0.3")]
    [TestCase("en", 2.0, 4.5, 0.5, "sure to about ±1.3")]
    [TestCase("en", 2.9, 3.25, 0.05, "sure to about ±0.18")]
    [TestCase("fi", 2.6, 3.2, 0.2, "tarkkuus noin ±0,3")]
    public void Half_the_interval_has_the_decimals_of_the_figure(string language, double low, double high, double step, string words)
    {
        var figure = SampleFigures.Valued(Item.Overall, 3) with { Low = low, High = high, Step = step };

        Assert.That(new FigureWords(Language.Of(language)).Sureness(figure), Is.EqualTo(words));
        Assert.That(new FigureWords(Language.Of(language)).Sureness(figure with { Low = null, High = null }), Is.Null);
    }

    [Test]
    public async Task The_values_at_an_end_of_the_scale_are_one_label()
    {
        var (low, high) = (
            await StepAsync(SampleFigures.Rating("step1", 14, 0, 1, 0, 0)),
            await StepAsync(SampleFigures.Rating("step1", 0, 0, 0, 1, 79))
        );

        Assert.That(low.TextContent, Does.Contain("1.3 or lower").And.Contain("about 15 answers"));
        Assert.That(high.TextContent, Does.Contain("4.85 or higher").And.Contain("about 80 answers"));
    }

    [Test]
    public async Task Comments_are_absent_when_they_are_not_for_the_viewer() =>
        Assert.That(
            await Printed.HtmlAsync(SampleReport.Make() with { Comments = null, Notes = [] }),
            Does.Not.Contain("In their own words").And.Not.Contain("The first answer takes days")
        );

    [Test]
    public async Task History_says_what_is_not_known()
    {
        var text = (await ParseAsync(SampleReport.Make(steps: 0, answers: 4123, imported: true))).Body!.TextContent;

        Assert.That(
            text,
            Does.Contain("imported from another tool").And.Contain("no finite population correction").And.Contain("about 4,100 answers")
        );
    }

    [Test]
    public async Task The_ranking_begins_with_the_worst_and_lists_services_in_words_last_and_hidden_ones_apart()
    {
        var page = await Html.ParseAsync(await Printed.HtmlAsync(SampleOrganisation.Make()));
        var shown = page.QuerySelectorAll(".ranking tbody td strong").Select(mean => mean.TextContent).ToList();
        var means = shown
            .TakeWhile(mean => char.IsDigit(mean[0]))
            .Select(mean => double.Parse(mean, CultureInfo.InvariantCulture))
            .ToList();

        Assert.That(means, Is.Ordered.And.Not.Empty);
        Assert.That(shown.Skip(means.Count), Is.Not.Empty.And.All.AnyOf("low", "middle", "high"));
        Assert.That(page.QuerySelectorAll(".hidden-list li"), Has.Length.EqualTo(3));
        Assert.That(page.QuerySelectorAll(".pair-matrix th[scope=col]"), Has.Length.GreaterThan(5));
    }

    [Test]
    public async Task Overlapping_intervals_are_spoken_of_only_where_one_is_shown()
    {
        var report = SampleOrganisation.Make();
        var hidden = report with { Relationships = [.. report.Relationships.Where(row => row.Cell.Of(Item.Overall)?.Low is null)] };

        Assert.That(
            (await Html.ParseAsync(await Printed.HtmlAsync(report))).QuerySelector("#ranking")!.TextContent,
            Does.Contain("Overlapping intervals")
        );
        Assert.That(
            (await Html.ParseAsync(await Printed.HtmlAsync(hidden))).QuerySelector("#ranking")!.TextContent,
            Does.Not.Contain("Overlapping intervals")
        );
    }

    [TestCase("en", "2.9", "2.6–3.2", "70%")]
    [TestCase("fi", "2,9", "2,6–3,2", "70\u00a0%")]
    [TestCase("fr", "2,9", "2,6–3,2", "70\u202f%")]
    public async Task Numbers_are_written_as_the_language_writes_them(string language, string mean, string interval, string rate)
    {
        var text = (await Html.ParseAsync(await Printed.HtmlAsync(SampleReport.Make(), language))).Body!.TextContent;

        Assert.That(text, Does.Contain(mean).And.Contain(interval).And.Contain(rate));
    }

    [Test]
    public void A_recommendation_score_keeps_its_sign_in_value_and_interval()
    {
        var words = new FigureWords(Language.Of("fi"));
        var figure = SampleFigures.Hidden("recommend", FigureKind.Recommendation) with
        {
            Shown = Shown.Yes,
            N = 85,
            Value = -12.5,
            Step = 2.5,
            Low = -30,
            High = 5,
        };

        Assert.That((words.Value(figure), words.Interval(figure)), Is.EqualTo(("−12,5", "−30,0 … +5,0")));
    }

    [TestCase("en", 0, 1, "under 1%")]
    [TestCase("pl", 0, 10, "poniżej 5%")]
    [TestCase("fr", 0, 20, "moins de 10\u202f%")]
    [TestCase("en", 40, 10, "40%")]
    [TestCase("en", 100, 5, "97% or more")]
    [TestCase("fi", 100, 20, "90\u00a0% tai enemmän")]
    public void Some_people_never_read_as_nobody_and_most_never_as_all(string language, int share, int step, string words) =>
        Assert.That(new FigureWords(Language.Of(language)).Share(share, step), Is.EqualTo(words));

    private static string Words(IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static async Task<IElement> StepAsync(PublishedFigure figure)
    {
        var report = SampleReport.Make(steps: 1, waves: 1);
        var figures = new Dictionary<string, PublishedFigure> { [figure.Item] = figure };
        return (await ParseAsync(report with { Cells = [report.All with { Figures = figures }] })).QuerySelector(".journey-step")!;
    }

    private static async Task<IDocument> ParseAsync(RelationshipReport report) => await Html.ParseAsync(await Printed.HtmlAsync(report));
}
