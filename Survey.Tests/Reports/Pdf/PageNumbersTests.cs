using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using Survey.Db.Languages;
using Survey.Reports.Pdf;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Pdf;

public sealed class PageNumbersTests
{
    [TestCase("")]
    [TestCase("%PDF-1.7 compressed cross-references startxref\n12\n%%EOF\n")]
    [TestCase("xref\n0 2\n0000000000 65535 f \n0000000000 00000 n \ntrailer\n<</Size 2\n/Root 1 0 R>>\nstartxref\n0\n%%EOF\n")]
    public void A_file_that_is_built_otherwise_gets_no_numbers(string file) =>
        Assert.That(PageNumbers.Fill(Encoding.Latin1.GetBytes(file.PadLeft(80)), ["overall-heading"]), Is.Null);

    [Test]
    public async Task Contents_without_numbers_are_printed_when_they_cannot_be_filled_in()
    {
        var printer = new OtherPrinter();
        await new ReportPrinter(printer, NullLoggerFactory.Instance).PrintAsync(
            SampleReport.Make(),
            Language.Of("en"),
            CancellationToken.None
        );

        Assert.That(printer.Printed, Has.Count.EqualTo(2));
        Assert.That(printer.Printed[0], Does.Contain(PageNumbers.Place));
        Assert.That(printer.Printed[1], Does.Not.Contain(PageNumbers.Place).And.Contain("href=\"#steps-heading\""));
    }

    [TestCase("0123456789 and on")]
    [TestCase("Sprzedażom", TestName = "A word of ten different letters is left alone")]
    public async Task A_name_that_looks_like_a_number_yet_to_come_is_left_alone(string name)
    {
        var report = SampleReport.Make();
        report = report with { Relationship = report.Relationship with { Service = LocalizedText.Of(name) } };
        var cover = (await OpenedPdf.OpenAsync(await Printed.Reports.PrintAsync(report, Language.Of("en"), CancellationToken.None))).Pages[
            0
        ];

        Assert.That(cover, Does.Contain(name).And.Match(@"Overall\s+2\b"));
    }

    [Test]
    public async Task Each_number_is_read_aloud_as_part_of_a_link_to_its_page()
    {
        var pdf = await Printed.Reports.PrintAsync(SampleReport.Make(), Language.Of("en"), CancellationToken.None);
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
    public async Task A_short_report_has_no_contents()
    {
        var cover = (
            await OpenedPdf.OpenAsync(
                await Printed.Reports.PrintAsync(SampleOrganisation.MakeUnit(), Language.Of("en"), CancellationToken.None)
            )
        ).Pages[0];

        Assert.That(cover, Does.Not.Contain("Contents"));
    }

    [TestCase("it's \"quoted\"; } </style><script>", "\"it\\27 s \\22 quoted\\22 \\3b  \\7d  \\3c \\2f style\\3e \\3c script\\3e \"")]
    [TestCase("Jyväskylä → 2", "\"Jyväskylä \\2192  2\"")]
    public void A_name_cannot_leave_its_place_in_the_style(string name, string quoted) =>
        Assert.That(PrintFrame.Quoted(name), Is.EqualTo(quoted));

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
