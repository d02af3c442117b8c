using System.Text.RegularExpressions;
using Survey.Db.Comments;
using Survey.Db.Languages;
using Survey.Reports.Contents;
using Survey.Reports.Sections;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Pdf;

/// <summary>What holds on the pages of every report, by what poppler finds in the file.</summary>
public sealed class PageTests
{
    private static readonly string[] Samples =
    [
        "typical",
        "two steps",
        "twelve steps",
        "200 comments",
        "hidden",
        "history",
        "organisation of 60",
        "organisation, long names",
        "hidden organisation",
        "unit",
        "hidden unit",
    ];

    private static readonly string[] Introductions =
    [
        "report.stepsIntro",
        "report.trendIntro",
        "report.groupNote",
        "report.comments.intro",
        "report.rankingIntro",
        "report.changesIntro",
        "report.missedIntro",
        "pairs.intro",
    ];

    [TestCase("en")]
    [TestCase("fi")]
    [TestCase("et")]
    [TestCase("pl")]
    [TestCase("fr")]
    public async Task Each_line_of_the_contents_names_the_page_on_which_its_heading_stands(string language)
    {
        var report = SampleReport.Make() with { Comments = Comments(200) };
        await AssertContentsAsync(report, language, 9);
    }

    [TestCase(60)]
    [TestCase(400)]
    public async Task The_contents_are_right_where_comments_fill_many_pages(int comments) =>
        await AssertContentsAsync(SampleReport.Make(steps: 12, waves: 12, longNames: true) with { Comments = Comments(comments) }, "en", 9);

    [TestCaseSource(nameof(Samples))]
    public async Task No_heading_and_no_introduction_is_left_at_the_end_of_a_page(string sample) =>
        AssertNothingIsLeft(await OpenedPdf.OpenAsync(await PrintAsync(sample, "en")));

    [Test]
    public async Task Nor_is_one_wherever_the_page_happens_to_end([Range(3, 14)] int size)
    {
        AssertNothingIsLeft(await OpenedPdf.OpenAsync(await PrintAsync(SampleReport.Make(steps: size - 2), "en")));
        AssertNothingIsLeft(await OpenedPdf.OpenAsync(await PrintAsync(SampleOrganisation.Make(size), "en")));
    }

    [Test]
    public async Task No_step_stands_on_a_page_without_another([Range(2, 12)] int steps)
    {
        var pdf = await OpenedPdf.OpenAsync(await PrintAsync(SampleReport.Make(steps: steps), "en"));
        var pages = pdf.Outline.Where(entry => Regex.IsMatch(entry.Title, @"^\d+ ")).Select(entry => entry.Page).ToList();

        Assert.That(pages, Has.Count.EqualTo(steps));
        Assert.That(pages.CountBy(page => page).Select(page => page.Value), Is.All.GreaterThan(1));
    }

    [TestCase("en", "Page {0} of {1}")]
    [TestCase("fi", "Sivu {0}/{1}")]
    [TestCase("et", "Lk {0}/{1}")]
    [TestCase("pl", "Strona {0} z {1}")]
    [TestCase("fr", "Page {0} sur {1}")]
    public async Task Every_page_but_the_cover_says_which_it_is_and_of_what(string language, string words)
    {
        var pdf = await OpenedPdf.OpenAsync(await PrintAsync("typical", language));

        for (var page = 2; page <= pdf.Pages.Count; page++)
        {
            Assert.That(
                pdf.Foot(page),
                Does.Match(
                    $@"^Help and advice · Information technology → .* · [^·]+ 2026, Office "
                        + $"{string.Format(null, words, page, pdf.Pages.Count)}$"
                )
            );
        }
        Assert.That(pdf.Foot(1), Does.Not.Contain(string.Format(null, words, 1, pdf.Pages.Count)));
    }

    [Test]
    public async Task The_outline_is_the_reports_headings()
    {
        var pdf = await OpenedPdf.OpenAsync(await PrintAsync("typical", "en"));

        Assert.That(pdf.Outline.Where(entry => entry.Depth == 0).Select(entry => entry.Title), Is.EqualTo(new[] { "Help and advice" }));
        Assert.That(
            pdf.Outline.Where(entry => entry.Depth == 1).Select(entry => entry.Title),
            Is.EqualTo(
                ReportSections
                    .Relationship.Where(section => section.Applies(SampleReport.Make()))
                    .Select(section => Language.Of("en")[$"report.section.{section.Key}"])
            )
        );
        Assert.That(pdf.Outline.Where(entry => entry.Depth == 2).Select(entry => entry.Title), Does.Contain("1 Getting in touch"));
    }

    [TestCase("two steps", 1)]
    [TestCase("twelve steps", 1)]
    [TestCase("organisation, long names", 1)]
    [TestCase("hidden", 1)]
    public async Task The_cover_is_one_page(string sample, int pages)
    {
        var pdf = await OpenedPdf.OpenAsync(await PrintAsync(sample, "en"));

        Assert.That(pdf.Outline.First(entry => entry.Title == "Overall").Page, Is.EqualTo(pages + 1));
        Assert.That(pdf.Pages[0], Does.Contain("anonymous since it closed"));
    }

    [Test]
    public async Task A_table_that_goes_on_repeats_its_head()
    {
        var pdf = await OpenedPdf.OpenAsync(await PrintAsync("organisation of 60", "en"));
        var first = pdf.Outline.First(entry => entry.Title == "Services, lowest rating first").Page;
        var last = Enumerable.Range(1, pdf.Pages.Count).Last(page => Regex.IsMatch(pdf.Pages[page - 1], @"\d\.\d\s+\d\.\d–\d\.\d\s+85\s"));

        Assert.That(last, Is.GreaterThan(first));
        for (var page = first; page <= last; page++)
        {
            Assert.That(pdf.Pages[page - 1], Does.Match(@"Mean\s+95% interval"), $"page {page}");
        }
    }

    [Test]
    public async Task Large_reports_stay_small_files()
    {
        Assert.That((await PrintAsync("typical", "en")).Length, Is.LessThan(300_000));
        Assert.That((await PrintAsync("organisation of 60", "en")).Length, Is.LessThan(3_000_000));
    }

    private static void AssertNothingIsLeft(OpenedPdf pdf)
    {
        var headings = pdf.Outline.Select(entry => Plain(entry.Title)).ToHashSet();
        var introductions = Introductions.Select(key => Plain(Language.Of("en").Format(key, 10, 5))).ToList();

        Assert.That(headings, Is.Not.Empty);
        for (var page = 2; page <= pdf.Pages.Count; page++)
        {
            var body = pdf.Body(page).Trim();
            Assert.That(body, Is.Not.Empty, $"page {page}");
            Assert.That(headings, Does.Not.Contain(Plain(body.Split('\n')[^1])), $"page {page}");
            Assert.That(Plain(body), Does.Not.StartWith(Plain(Language.Of("en")["report.section.method"])), "a page for the note alone");
            Assert.That(introductions.Where(words => Plain(body).EndsWith(words, StringComparison.Ordinal)), Is.Empty, $"page {page}");
        }
    }

    private static async Task AssertContentsAsync(RelationshipReport report, string language, int lines)
    {
        var pdf = await OpenedPdf.OpenAsync(await Printed.Reports.PrintAsync(report, Language.Of(language), CancellationToken.None));
        var headings = pdf.Outline.Where(entry => entry.Depth == 1).Skip(1).ToList();

        Assert.That(headings, Has.Count.EqualTo(lines));
        foreach (var heading in headings)
        {
            Assert.That(pdf.Pages[0], Does.Match($@"{Regex.Escape(heading.Title)}\s+{heading.Page}\b"), "the contents");
            Assert.That(pdf.Pages[heading.Page - 1], Does.Contain(heading.Title), "the page");
        }
    }

    private static Task<byte[]> PrintAsync(string sample, string language) =>
        sample switch
        {
            "two steps" => PrintAsync(SampleReport.Make(steps: 2, waves: 1), language),
            "twelve steps" => PrintAsync(SampleReport.Make(steps: 12, waves: 12, longNames: true), language),
            "200 comments" => PrintAsync(SampleReport.Make() with { Comments = Comments(200) }, language),
            "hidden" => PrintAsync(SampleReport.Make(hidden: true, comments: false), language),
            "history" => PrintAsync(SampleReport.Make(steps: 0, waves: 6, answers: 4123, imported: true), language),
            "organisation of 60" => PrintAsync(SampleOrganisation.Make(14), language),
            "organisation, long names" => PrintAsync(SampleOrganisation.Make(20, longNames: true), language),
            "hidden organisation" => PrintAsync(SampleOrganisation.Make(hidden: true), language),
            "unit" => PrintAsync(SampleOrganisation.MakeUnit(), language),
            "hidden unit" => PrintAsync(SampleOrganisation.MakeUnit(hidden: true), language),
            _ => PrintAsync(SampleReport.Make(), language),
        };

    private static Task<byte[]> PrintAsync(RelationshipReport report, string language) =>
        Printed.Reports.PrintAsync(report, Language.Of(language), CancellationToken.None);

    private static Task<byte[]> PrintAsync(OrganisationReport report, string language) =>
        Printed.Reports.PrintAsync(report, Language.Of(language), CancellationToken.None);

    private static Task<byte[]> PrintAsync(UnitReport report, string language) =>
        Printed.Reports.PrintAsync(report, Language.Of(language), CancellationToken.None);

    private static ShownComment[] Comments(int count) =>
        [
            .. Enumerable
                .Range(1, count)
                .Select(number => new ShownComment(
                    "comment",
                    "en",
                    string.Concat(Enumerable.Repeat($"Comment {number} says that the first answer takes days. ", 1 + number % 4)),
                    number % 9 == 0 ? "Ann Example" : null
                )),
        ];

    private static string Plain(string text) => Regex.Replace(text, @"\s+", "");
}
