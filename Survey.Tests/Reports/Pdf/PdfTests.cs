using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Xml.Linq;
using Survey.Db.Comments;
using Survey.Db.Languages;
using Survey.Db.Settings;
using Survey.Reports.Contents;
using Survey.Reports.Pdf;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Pdf;

public sealed class PdfTests
{
    [Test]
    public async Task The_text_of_the_pdf_agrees_with_the_published_figures()
    {
        var report = SampleReport.Make();
        var text = await Printed.TextAsync(await PrintAsync(report));

        foreach (var point in report.Questionnaire.BreakdownPoints)
        {
            var figure = report.All.Of(point.Code)!;
            Assert.That(text, Does.Match($@"{point.Name.In("en")}\s+{figure.Value:F1}\s+{figure.Low:F1}–{figure.High:F1}"));
        }
        Assert.That(text, Does.Contain("Page 2 of ").And.Contain("not enough answers"));
    }

    [TestCase("en")]
    [TestCase("fi")]
    [TestCase("et")]
    [TestCase("pl")]
    [TestCase("fr")]
    public async Task It_is_a_tagged_titled_pdf_with_embedded_fonts_and_few_pages(string language)
    {
        var pdf = await PrintAsync(SampleReport.Make(), language);
        var facts = await Printed.AskAsync("pdfinfo", pdf, "FILE");
        var fonts = (await Printed.AskAsync("pdffonts", pdf, "FILE")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).ToList();

        Assert.That(
            facts,
            Does.Match(@"Tagged:\s+yes").And.Match(@"Title:\s+Help and advice").And.Match(@"Pages:\s+[4-5]\n").And.Contain("A4")
        );
        Assert.That(fonts, Is.Not.Empty);
        Assert.That(fonts, Has.All.Match(@"TrueType.*\byes yes yes\b"));
        Assert.That(Encoding.Latin1.GetString(pdf), Does.Match($@"/Lang ?\({language}\)").And.Contain("/Outlines"));
    }

    [TestCase("en")]
    [TestCase("fi")]
    [TestCase("et")]
    [TestCase("pl")]
    [TestCase("fr")]
    public async Task A_report_of_four_steps_in_both_directions_has_four_pages(string language)
    {
        var pdf = await PrintAsync(SampleReport.Make(steps: 4, bothWays: true), language);

        Assert.That(await Printed.AskAsync("pdfinfo", pdf, "FILE"), Does.Match(@"Pages:\s+4\n"));
    }

    [TestCase(1)]
    [TestCase(400)]
    public async Task A_name_of_markup_is_the_title_and_leaves_the_metadata_well_formed(int comments)
    {
        var report = SampleReport.Make().WithName("R&D <lab>");
        report = report with { Comments = [.. Enumerable.Repeat(report.Comments![0], comments)] };
        var pdf = await PrintAsync(report);
        var metadata = await Printed.AskAsync("pdfinfo", pdf, "-meta", "FILE");

        Assert.That(await Printed.AskAsync("pdfinfo", pdf, "FILE"), Does.Match(@"Title:\s+R&D <lab> · R&D <lab> → .*"));
        if (metadata.Trim().Length > 0)
        {
            Assert.That(() => XDocument.Parse(metadata.Trim()), Throws.Nothing);
        }
        Assert.That(
            Encoding.Latin1.GetString(pdf).Contains("<x:xmpmeta", StringComparison.Ordinal),
            Is.EqualTo(metadata.Trim().Length > 0)
        );
    }

    [TestCase("en")]
    [TestCase("fi")]
    [TestCase("et")]
    [TestCase("pl")]
    [TestCase("fr")]
    public async Task The_note_on_the_method_is_about_five_lines_and_says_where_the_full_one_is(string language)
    {
        var text = await Printed.TextAsync(await PrintAsync(SampleReport.Make(), language));
        var heading = Language.Of(language)["report.section.method"];
        var lines = text[text.LastIndexOf(heading, StringComparison.Ordinal)..]
            .Split('\n')
            .Skip(1)
            .Select(line => line.Trim())
            .Where(line => line.Length > 0)
            .ToList();
        var last = lines.FindIndex(line => line.EndsWith(new SiteOptions().Link("/help#method"), StringComparison.Ordinal));

        Assert.That(last + 1, Is.InRange(3, 6));
    }

    [Test]
    public async Task A_window_would_show_nothing_of_it_so_that_it_is_laid_out_for_paper_only()
    {
        var html = await Printed.HtmlAsync(SampleReport.Make());
        var page = await Browser.NewPageAsync();
        await page.SetContentAsync(html);

        Assert.That(await page.Locator("main").IsVisibleAsync(), Is.False);
        Assert.That(await Printed.TextAsync(await Printed.Printer.PrintAsync(html, CancellationToken.None)), Does.Contain("Step by step"));
        await page.Context.CloseAsync();
    }

    [Test]
    public async Task Alternative_texts_carry_the_charts_into_the_pdf()
    {
        var structure = await Printed.AskAsync("pdfinfo", await PrintAsync(SampleReport.Make()), "-struct-text", "FILE");

        Assert.That(structure, Does.Contain("Figure").And.Contain("Table").And.Contain("H1"));
    }

    [Test]
    public async Task Hostile_words_are_printed_as_words_and_fetch_nothing()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        var hostile =
            $"<script>document.title='ran'</script><img src='{address}/i'><link rel=stylesheet href='{address}/c'><iframe "
            + $"src='file:///etc/passwd'></iframe><meta http-equiv=refresh content='0;url={address}'></style>";
        var report = SampleReport.Make(steps: 1, waves: 1) with
        {
            Comments = [new ShownComment("comment", "en\"><script>", hostile, hostile)],
            Notes = [new ShownNote("contact", hostile, hostile)],
        };
        report = report with { Relationship = report.Relationship with { Service = LocalizedText.Of(hostile) } };

        var pdf = await PrintAsync(report);

        Assert.That(listener.Pending(), Is.False, "the browser fetched something");
        Assert.That(await Printed.TextAsync(pdf), Does.Contain("<script>document.title='ran'").And.Not.Contain("root:x:"));
    }

    [Test]
    public async Task Even_markup_that_gets_through_cannot_run_or_fetch()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        var html =
            $"<html><body><p>start</p><script>document.body.append('r'+'an')</script><img src='{address}/i'><iframe "
            + $"src='file:///etc/passwd'></iframe><link rel=stylesheet href='{address}/c'><p>end</p></body></html>";

        var pdf = await Printed.Printer.PrintAsync(html, CancellationToken.None);
        var text = await Printed.TextAsync(pdf);

        Assert.That(listener.Pending(), Is.False, "the browser fetched something");
        Assert.That(text, Does.Contain("start").And.Contain("end").And.Not.Contain("ran").And.Not.Contain("root:x:"));
    }

    [Test]
    public async Task A_long_title_leaves_the_page_number_on_the_page()
    {
        var text = await Printed.TextAsync(await PrintAsync(SampleReport.Make(steps: 12, waves: 12, longNames: true)));

        Assert.That(text, Does.Contain("Page 2 of").And.Contain("Page 3 of"));
    }

    [Test]
    public async Task A_missing_browser_is_named_in_one_sentence()
    {
        await using var printer = new ChromiumPrinter(
            Microsoft.Extensions.Options.Options.Create(new PdfOptions { Chromium = "/nowhere/chromium" }),
            Microsoft.Extensions.Logging.Abstractions.NullLogger<ChromiumPrinter>.Instance
        );

        Assert.That(
            () => printer.PrintAsync("<p>", CancellationToken.None),
            Throws.TypeOf<PrintingException>().With.Message.EqualTo("Pdf:Chromium names '/nowhere/chromium', which is not a file.")
        );
    }

    [Test]
    public async Task A_browser_that_died_is_started_again()
    {
        await using var printer = new ChromiumPrinter(
            Microsoft.Extensions.Options.Options.Create(new PdfOptions()),
            Microsoft.Extensions.Logging.Abstractions.NullLogger<ChromiumPrinter>.Instance
        );
        const string html = "<p>again</p>";
        await printer.PrintAsync(html, CancellationToken.None);

        await printer.LoseBrowserAsync();

        Assert.That(await Printed.TextAsync(await printer.PrintAsync(html, CancellationToken.None)), Does.Contain("again"));
    }

    private static Task<byte[]> PrintAsync(RelationshipReport report, string language = "en") =>
        Printed.Reports.PrintAsync(report, Language.Of(language), CancellationToken.None);
}
