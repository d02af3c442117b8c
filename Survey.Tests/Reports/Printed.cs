using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Survey.Db.Languages;
using Survey.Db.Settings;
using Survey.Reports.Contents;
using Survey.Reports.Pdf;
using Survey.Reports.Sections;

namespace Survey.Tests.Reports;

/// <summary>The printing browser of this run, and what other programs say about a PDF.</summary>
internal static class Printed
{
    public static ChromiumPrinter Printer { get; } = new(Options.Create(new PdfOptions()), NullLogger<ChromiumPrinter>.Instance);

    public static ReportPrinter Reports { get; } = new(Printer, Options.Create(new SiteOptions()), NullLoggerFactory.Instance);

    public static Task<string> HtmlAsync(RelationshipReport report, string language = "en") =>
        Reports.HtmlAsync(report, Covers.Of(report, Language.Of(language)), ReportSections.Relationship, [], Language.Of(language));

    public static Task<string> HtmlAsync(OrganisationReport report, string language = "en") =>
        Reports.HtmlAsync(report, Covers.Of(report, Language.Of(language)), ReportSections.Organisation, [], Language.Of(language));

    public static Task<string> HtmlAsync(UnitReport report, string language = "en") =>
        Reports.HtmlAsync(report, Covers.Of(report, Language.Of(language)), ReportSections.Unit, [], Language.Of(language));

    /// <summary>What poppler's <paramref name="program"/> prints about the PDF.</summary>
    public static async Task<string> AskAsync(string program, byte[] pdf, params string[] arguments)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, pdf);
            var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
            foreach (var argument in arguments.Select(argument => argument == "FILE" ? file : argument))
            {
                start.ArgumentList.Add(argument);
            }
            using var process = Process.Start(start)!;
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return output;
        }
        finally
        {
            File.Delete(file);
        }
    }

    public static Task<string> TextAsync(byte[] pdf) => AskAsync("pdftotext", pdf, "-layout", "FILE", "-");
}

/// <summary>Stops the printing browser after the last test.</summary>
[SetUpFixture]
public sealed class PrintingOfTheRun
{
    [OneTimeTearDown]
    public async Task StopAsync() => await Printed.Printer.DisposeAsync();
}
