using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Playwright;
using Survey.Db.Languages;
using Survey.Reports.Contents;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Pdf;

/// <summary>Names of two hundred letters without a blank break lines and leave every column on the paper.</summary>
public sealed class LongNamesOnPaperTests
{
    /// <summary>A4 less its margins, in CSS pixels.</summary>
    private const int Paper = 672;

    private static readonly string[] Names =
    [
        string.Concat(Enumerable.Repeat("RaudteejaamaülemakabinetisekretäriabiliseX", 5))[..200],
        new('W', 200),
        new('織', 200),
    ];

    [Test]
    public async Task In_the_report_of_the_organisation([ValueSource(nameof(Names))] string name)
    {
        var report = SampleOrganisation.Make(name: name);

        Assert.That(await OutsideAsync(await Printed.HtmlAsync(report), $"organisation-{name[0]}"), Is.Empty);
        var pdf = await OpenedPdf.OpenAsync(await Printed.Reports.PrintAsync(report, Language.Of("en"), CancellationToken.None));
        Assert.That(pdf.Outline.First(entry => entry.Title == "Overall").Page, Is.EqualTo(2), "the cover is one page");
        Assert.That(string.Join('\n', pdf.Pages), Does.Match(@"Mean\s+95% interval"));
    }

    [Test]
    public async Task In_the_report_of_a_unit([ValueSource(nameof(Names))] string name) =>
        Assert.That(await OutsideAsync(await Printed.HtmlAsync(SampleOrganisation.MakeUnit(name: name)), $"unit-{name[0]}"), Is.Empty);

    [Test]
    public async Task In_the_report_of_a_relationship([ValueSource(nameof(Names))] string name) =>
        await AssertAsync(SampleReport.Make(bothWays: true).WithName(name), name);

    private static async Task AssertAsync(RelationshipReport report, string name)
    {
        Assert.That(await OutsideAsync(await Printed.HtmlAsync(report), $"relationship-{name[0]}"), Is.Empty);
        var pdf = await Printed.Reports.PrintAsync(report, Language.Of("en"), CancellationToken.None);
        Assert.That(
            (await OpenedPdf.OpenAsync(pdf)).Outline.First(entry => entry.Title == "Overall").Page,
            Is.EqualTo(2),
            "the cover is one page"
        );
        Assert.That(await WordsBeyondTheEdgeAsync(pdf), Is.Empty);
    }

    /// <summary>The foot of a page is not part of the document, so only the printed page shows it.</summary>
    private static async Task<string[]> WordsBeyondTheEdgeAsync(byte[] pdf)
    {
        var pages = XElement.Parse(
            Regex.Match(await Printed.AskAsync("pdftotext", pdf, "-bbox", "FILE", "-"), "<doc>.*</doc>", RegexOptions.Singleline).Value
        );
        Assert.That(pages.Descendants("word").Count(), Is.GreaterThan(100));
        return
        [
            .. pages
                .Elements("page")
                .SelectMany(page => page.Elements("word").Where(word => Points(word, "xMax") > Points(page, "width")))
                .Select(word => word.Value),
        ];

        static double Points(XElement element, string name) => (double)element.Attribute(name)!;
    }

    /// <returns>What reaches beyond the paper's edge, where Chromium would shrink the page.</returns>
    private static async Task<string[]> OutsideAsync(string html, string picture)
    {
        var page = await Browser.NewPageAsync(width: Paper);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.SetContentAsync(html);
        await page.PictureAsync($"paper-{picture}");
        var outside = await page.EvaluateAsync<string[]>(
            """
            paper => [...document.querySelectorAll('body *')]
                .map(one => ({ one, box: one.getBoundingClientRect() }))
                .filter(({ one, box }) => !one.closest('svg') && box.width > 0 && box.right > paper + 1)
                .map(({ one, box }) => `${one.tagName} ${one.className}: ${Math.round(box.right)} ${one.textContent.slice(0, 40)}`)
            """,
            Paper
        );
        await page.Context.DisposeAsync();
        return outside;
    }
}
