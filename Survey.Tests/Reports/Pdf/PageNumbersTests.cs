using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Survey.Db.Comments;
using Survey.Db.Languages;
using Survey.Db.Settings;
using Survey.Reports.Contents;
using Survey.Reports.Pdf;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Pdf;

public sealed class PageNumbersTests
{
    [TestCase("")]
    [TestCase("%PDF-1.7 compressed cross-references startxref\n12\n%%EOF\n")]
    [TestCase("xref\n0 2\n0000000000 65535 f \n0000000000 00000 n \ntrailer\n<</Size 2\n/Root 1 0 R>>\nstartxref\n0\n%%EOF\n")]
    public void A_file_that_is_built_otherwise_gives_no_numbers(string file) =>
        Assert.That(PrintedPages.Read(Encoding.Latin1.GetBytes(file.PadLeft(80))), Is.Null);

    [Test]
    public async Task A_report_whose_pages_cannot_be_read_has_no_contents()
    {
        var printer = new OtherPrinter();
        await new ReportPrinter(printer, Options.Create(new SiteOptions()), NullLoggerFactory.Instance).PrintAsync(
            Long(),
            Language.Of("en"),
            CancellationToken.None
        );

        Assert.That(printer.Printed, Has.Count.EqualTo(1).And.All.Not.Contain("href=\"#steps-heading\""));
    }

    [Test]
    public async Task Each_number_is_read_aloud_as_part_of_a_link_to_its_page()
    {
        var pdf = await Printed.Reports.PrintAsync(Long(), Language.Of("en"), CancellationToken.None);
        var words = await Printed.AskAsync("pdfinfo", pdf, "-struct-text", "FILE");
        var places = await Printed.AskAsync("pdftohtml", pdf, "-xml", "-i", "-stdout", "FILE");
        var read = Regex
            .Matches(words, @"Link .*\n(?:\s+(?:NonStruct|"".*"")\s*\n)*?\s+""(\d+)""\s*\n")
            .Select(link => link.Groups[1].Value);
        var links = Regex.Matches(places, @"<a href=""[^""]*#(\d+)"">(\d+)</a>");

        Assert.That(links.Select(link => link.Groups[1].Value), Has.Exactly(9).Items);
        Assert.That(links.Select(link => link.Groups[2].Value), Is.EqualTo(links.Select(link => link.Groups[1].Value)));
        Assert.That(read, Is.EqualTo(links.Select(link => link.Groups[1].Value)));
    }

    [Test]
    public async Task Contents_begin_with_eight_pages([Values(0, 60, 120, 180, 240, 300)] int comments)
    {
        var report = Long(comments);
        var pdf = await OpenedPdf.OpenAsync(await Printed.Reports.PrintAsync(report, Language.Of("en"), CancellationToken.None));

        Assert.That(
            pdf.Pages[0].Contains("Contents", StringComparison.Ordinal),
            Is.EqualTo(pdf.Pages.Count >= 8),
            $"{pdf.Pages.Count} pages"
        );
    }

    [TestCase("it's \"quoted\"; } </style><script>", "\"it\\27 s \\22 quoted\\22 \\3b  \\7d  \\3c \\2f style\\3e \\3c script\\3e \"")]
    [TestCase("Jyväskylä → 2", "\"Jyväskylä \\2192  2\"")]
    public void A_name_cannot_leave_its_place_in_the_style(string name, string quoted) =>
        Assert.That(PrintFrame.Quoted(name), Is.EqualTo(quoted));

    private static RelationshipReport Long(int comments = 300) =>
        SampleReport.Make() with
        {
            Comments =
            [
                .. Enumerable
                    .Range(1, comments)
                    .Select(number => new ShownComment("comment", "en", $"Comment {number} says that the first answer takes days.", null)),
            ],
        };

    /// <summary>A browser that writes something else.</summary>
    private sealed class OtherPrinter : IPdfPrinter
    {
        public List<string> Printed { get; } = [];

        public Task<byte[]> PrintAsync(string html, CancellationToken ct)
        {
            Printed.Add(html);
            return Task.FromResult(
                "%PDF-2.0 with object streams and nothing that can be read here, long enough to look at its end"u8.ToArray()
            );
        }
    }
}
