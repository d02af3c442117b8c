using AngleSharp.Dom;
using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.ChartFiles;
using Survey.Reports.Charts;
using Survey.Reports.Contents;
using Survey.Reports.Headlines;
using Survey.Tests.Reports.Charts;
using Survey.Tests.Support;

namespace Survey.Tests.Reports;

/// <summary>How reports and charts tell that a trend is broken (rule D10).</summary>
public sealed class BrokenTrendTests
{
    private static readonly DateOnly Day = new(2026, 7, 1);

    /// <summary>From the fifth of six waves on, overall and the second step are asked differently, and of other customers.</summary>
    private static readonly TrendBreak Fifth = new(5, Day, new HashSet<string> { Item.Overall, "step2" }, CustomersChanged: true);

    [TestCase("en")]
    [TestCase("fi")]
    [TestCase("et")]
    [TestCase("pl")]
    [TestCase("fr")]
    public async Task Each_chart_has_the_line_and_says_why_in_words(string language)
    {
        var texts = Language.Of(language);
        var page = await ParseAsync(SampleReport.Make() with { Breaks = [Fifth] }, language);

        Assert.That(page.QuerySelectorAll(".trend-overall svg.trend .s-break"), Has.Length.EqualTo(1));
        Assert.That(page.QuerySelectorAll(".multiples svg.trend .s-break"), Has.Length.EqualTo(5), "the customers are those of all steps");
        var described = page.QuerySelectorAll(".multiples desc").Select(desc => desc.TextContent).ToList();
        var asked = texts.Format("charts.break.askedSince", texts.Since(Day));
        Assert.That(
            described.Select(words => words.Contains(asked, StringComparison.Ordinal)),
            Is.EqualTo(new[] { false, true, false, false, false })
        );
        Assert.That(described, Is.All.Contains(texts.Format("charts.break.customersSince", texts.Since(Day))));
    }

    [Test]
    public async Task The_table_of_all_waves_has_a_note()
    {
        var page = await ParseAsync(SampleReport.Make() with { Breaks = [Fifth] });

        Assert.That(
            page.QuerySelectorAll("#trend .break-note").Select(Words),
            Is.EqualTo(
                new[]
                {
                    "Asked differently since 1 July 2026: Overall rating, 2 Waiting. "
                        + "Customers changed since 1 July 2026: Information technology → everybody. "
                        + "Compare earlier figures with later ones only with care.",
                }
            )
        );
    }

    [Test]
    public async Task Nothing_is_marked_before_the_oldest_wave_that_is_shown_or_without_a_break()
    {
        foreach (var report in new[] { SampleReport.Make() with { Breaks = [Fifth with { WaveId = 1 }] }, SampleReport.Make() })
        {
            var page = await ParseAsync(report);

            Assert.That(page.QuerySelectorAll(".s-break, .break-note"), Is.Empty);
        }
    }

    [Test]
    public async Task A_verdict_over_a_break_says_so_wherever_it_stands()
    {
        var page = await ParseAsync(SampleReport.Make(verdicts: Marked()));

        Assert.That(
            Words(page.QuerySelector(".overall-figure .verdict")!),
            Is.EqualTo("▲ better than before (asked differently since 1 July 2026)")
        );
        Assert.That(
            page.QuerySelectorAll(".journey-step .verdict").Select(Words),
            Is.EqualTo(new[] { "▼ worse than before (asked differently since 1 July 2026)" })
        );
        Assert.That(
            Words(page.QuerySelector("#steps .break-note")!),
            Does.StartWith("Asked differently since 1 July 2026: 2 Waiting, Overall")
        );
    }

    [Test]
    public async Task A_list_of_services_has_a_note_that_names_them()
    {
        var report = SampleOrganisation.Make();
        var first = report.Relationships[0];
        var marked = first with { Cell = first.Cell with { Verdicts = Marked() } };
        var page = await Html.ParseAsync(
            await Printed.HtmlAsync(report with { Relationships = [marked, .. report.Relationships.Skip(1)] })
        );
        var name = first.Relationship.Title(Language.Of("en"));

        foreach (var section in new[] { "#ranking", "#changes" })
        {
            Assert.That(
                Words(page.QuerySelector($"{section} .break-note")!),
                Is.EqualTo($"Asked differently since 1 July 2026: {name}. Compare earlier figures with later ones only with care.")
            );
        }
    }

    [Test]
    public void No_headline_makes_a_change_of_it()
    {
        var headline = RelationshipHeadline.Of(SampleReport.Make(verdicts: Marked()), Language.Of("en"));

        Assert.That(headline.Message, Does.Contain("The questions have been asked differently since 1 July 2026, so no change is named."));
        Assert.That(headline.Message.Append(headline.Title), Has.None.Contains("better").And.None.Contains("worse"));
        var alike = RelationshipHeadline.Of(
            SampleReport.Make(verdicts: [.. Marked().Select(verdict => verdict with { AskedDifferentlySince = null })]),
            Language.Of("en")
        );
        Assert.That(alike.Message, Has.Some.Contains("better"));
    }

    [TestCase("trend", "overall")]
    [TestCase("trend-step2", "step2")]
    public void Files_of_the_chart_have_it_too(string chart, string item)
    {
        var found = new RelationshipCharts(SampleReport.Make() with { Breaks = [Fifth] }, Drawn.English).Find(chart)!;
        var point = item == Item.Overall ? "" : item;

        Assert.That(
            System.Text.Encoding.UTF8.GetString(found.Make("svg")),
            Does.Contain(">asked differently<").And.Contain(">customers changed<")
        );
        Assert.That(
            System
                .Text.Encoding.UTF8.GetString(found.Make("csv"))
                .Split("\r\n")
                .Where(row => row.Contains("trend_break", StringComparison.Ordinal)),
            Is.EqualTo(
                new[] { "asked_differently", "customers_changed" }.Select(why =>
                    $"relationship:IT-ALL,office-2026-05-02,{point},trend_break,{why},,,,yes"
                )
            )
        );
        Assert.That(found.Make("png"), Is.Not.Empty);
    }

    private static PublishedVerdict[] Marked() =>
        [
            new(1, Item.Overall, Against.Before, 5, Verdict.Better, 0.4, null, null, Verdict.Better, 10) { AskedDifferentlySince = Day },
            new(1, "step2", Against.Before, 5, Verdict.Worse, -0.4, null, null, Verdict.Worse, -10) { AskedDifferentlySince = Day },
        ];

    private static string Words(IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static async Task<IDocument> ParseAsync(RelationshipReport report, string language = "en") =>
        await Html.ParseAsync(await Printed.HtmlAsync(report, language));
}
