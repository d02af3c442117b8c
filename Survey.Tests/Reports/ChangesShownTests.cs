using AngleSharp.Dom;
using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Charts.Words;
using Survey.Reports.Contents;
using Survey.Reports.Sections;
using Survey.Tests.Support;

namespace Survey.Tests.Reports;

/// <summary>Changes of shares, gaps of pairs and slopes, as they stand in a report; beside a hidden figure none of them does.</summary>
public sealed class ChangesShownTests
{
    private static readonly PublishedVerdict[] Verdicts =
    [
        Share(Item.Overall, Against.Before, Verdict.Better, 8, 2, 14),
        Share(Item.Overall, Against.YearAgo, Verdict.NoChange, -1, null, null),
        Share("step1", Against.Before, Verdict.Worse, -12, -20, -3),
        new(1, "step2", Against.Before, 1, Verdict.TooFew, null, null, null),
    ];

    [Test]
    public async Task A_share_stands_with_its_change_in_percentage_points()
    {
        var page = await ParseAsync(Make());

        Assert.That(
            page.QuerySelectorAll(".share-changes dd").Select(Words),
            Is.EqualTo(new[] { "▲ better than before +8 percentage points (+2 to +14)", "no clear change in a year −1 percentage point" })
        );
    }

    [Test]
    public async Task The_steps_have_a_table_of_the_comparisons_that_there_are()
    {
        var table = (await ParseAsync(Make())).QuerySelectorAll("#steps table")[^1];

        Assert.That(
            table.QuerySelectorAll("thead th").Skip(2).Select(Words),
            Is.EqualTo(new[] { "Compared with before", "Compared with a year ago" })
        );
        Assert.That(
            table.QuerySelectorAll("tbody tr").Select(row => Words(row.QuerySelectorAll("td")[1])),
            Is.EqualTo(new[] { "▼ worse than before −12 (−20 to −3)", "–", "–", "–", "–", "▲ better than before +8 (+2 to +14)" })
        );
        var none = await ParseAsync(SampleReport.Make());
        Assert.That(none.QuerySelectorAll("#steps table"), Has.Length.EqualTo(1), "nothing is compared, so there is no such table");
    }

    [TestCase(-0.6, true, "≠ The two ratings differ clearly: they are 0.6 points apart. 95% interval of the difference: 0.3 to 0.9.")]
    [TestCase(
        0.1,
        false,
        "≈ The two ratings do not differ clearly: they are 0.1 points apart. 95% interval of the difference: −0.2 to 0.4."
    )]
    public async Task A_gap_is_told_whichever_side_is_higher(double difference, bool clear, string words)
    {
        var page = await ParseAsync(
            Make() with
            {
                Gaps = [new(1, 50, clear, difference, Math.Round(difference - 0.3, 1), Math.Round(difference + 0.3, 1))],
            }
        );
        Assert.That(page.QuerySelectorAll(".gap").Select(Words), Is.EqualTo(new[] { words }));
        Assert.That((await ParseAsync(Make() with { Gaps = [] })).QuerySelectorAll(".gap"), Is.Empty);
    }

    [Test]
    public async Task Of_several_services_each_gap_says_which()
    {
        var report = Make();
        var other = report.Reverse[0] with { Cell = report.Reverse[0].Cell with { Cell = report.Reverse[0].Cell.Cell with { Id = 51 } } };
        var page = await ParseAsync(report with { Reverse = [.. report.Reverse, other], Gaps = [new(1, 51, true, 0.5, null, null)] });
        Assert.That(
            page.QuerySelectorAll(".gap").Select(Words),
            Is.EqualTo(new[] { "≠ Help and advice: The two ratings differ clearly: they are 0.5 points apart." })
        );
    }

    [Test]
    public async Task The_trend_says_where_each_rating_has_been_going()
    {
        var page = await ParseAsync(Make());

        Assert.That(
            Words(page.QuerySelector(".trend-overall .slope")!),
            Is.EqualTo("▲ +0.21 points a year (95% interval +0.05 to +0.37), from 7 waves.")
        );
        Assert.That(page.QuerySelectorAll(".multiples .slope").Select(Words), Is.EqualTo(new[] { "▼ −0.30 a year (−0.52 to −0.08)" }));
        Assert.That(page.QuerySelector("#trend")!.TextContent.Split("Without ▲ or ▼"), Has.Length.EqualTo(2), "said once for all steps");
        Assert.That(
            page.QuerySelectorAll("#trend tfoot td").Select(Words).Where(cell => cell.Length > 0),
            Is.EqualTo(new[] { "▲ +0.21", "+0.05 to +0.37", "▼ −0.30", "≈no clear direction", "–", "–", "–" })
        );
        Assert.That((await ParseAsync(SampleReport.Make())).QuerySelectorAll(".slope, tfoot"), Is.Empty);
    }

    [Test]
    public async Task Beside_a_hidden_figure_stands_none_of_it()
    {
        var hidden = SampleReport.Make(hidden: true, comments: false, bothWays: true, verdicts: Verdicts);
        var page = await ParseAsync(hidden);
        Assert.That(page.QuerySelectorAll(".share-changes, .share-change, .verdict, .verdict-sign"), Is.Empty);
    }

    [Test]
    public void What_was_done_is_said_where_it_was()
    {
        string[] Sentences(RelationshipReport report) => [.. Method.OfRelationship(report, Language.Of("en"))];
        string[] names = ["Newcombe", "least squares"];
        Assert.That(
            names.Select(name => Sentences(Make()).Count(sentence => sentence.Contains(name, StringComparison.Ordinal))),
            Is.All.EqualTo(1)
        );
        Assert.That(
            names.Select(name => Sentences(SampleReport.Make()).Count(sentence => sentence.Contains(name, StringComparison.Ordinal))),
            Is.All.Zero
        );
        Assert.That(
            Sentences(SampleReport.Make() with { Gaps = [new(1, 50, true, -0.6, -0.9, -0.3)] }),
            Has.One.StartsWith("A difference is never shown without its verdict."),
            "a gap is a difference"
        );
    }

    [TestCase("fi", "+1 prosenttiyksikkö (−3…+5)")]
    [TestCase("et", "+1 protsendipunkt (−3\u00A0kuni\u00A0+5)")]
    [TestCase("pl", "+1 punkt procentowy (od\u00A0−3\u00A0do\u00A0+5)")]
    [TestCase("fr", "+1 point de pourcentage (de\u00A0−3\u00A0à\u00A0+5)")]
    public void One_point_is_one_in_every_language(string language, string words) =>
        Assert.That(
            new ChangeWords(Language.Of(language)).Share(Share("overall", Against.Before, Verdict.NoChange, 1, -3, 5)),
            Is.EqualTo(words)
        );

    private static RelationshipReport Make() =>
        SampleReport.Make(bothWays: true, verdicts: Verdicts) with
        {
            Slopes =
            [
                new(1, Item.Overall, 7, Direction.Up, 0.21, 0.05, 0.37),
                new(1, "step1", 7, Direction.Down, -0.3, -0.52, -0.08),
                new(1, "step2", 6, Direction.None, -0.004, -0.2, 0.19),
            ],
            Gaps = [new(1, 50, true, -0.6, -0.9, -0.3)],
        };

    private static PublishedVerdict Share(string item, Against against, Verdict called, int difference, int? low, int? high) =>
        new(1, item, against, 1, Verdict.NoChange, null, null, null, called, difference, low, high);

    private static string Words(IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static async Task<IDocument> ParseAsync(RelationshipReport report) => await Html.ParseAsync(await Printed.HtmlAsync(report));
}
