using System.IO.Compression;
using System.Text;
using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Viewers;
using Survey.Reports;
using Survey.Reports.Contents;
using Survey.Reports.Pdf;

namespace Survey.Api.Reports;

/// <summary>All reports of a wave as one ZIP, written while they are printed. A text file names those that could not be printed.</summary>
internal sealed partial class ReportArchive(Database database, ReportPrinter printer, TimeProvider clock, ILogger<ReportArchive> log)
{
    /// <summary>After so many failures in a row the printer is broken, and each try may last a minute.</summary>
    private const int MostFailures = 3;

    private const string MissingFile = "missing-reports.txt";

    /// <param name="viewer">Each report needs the right that its page needs.</param>
    public async Task WriteAsync(Stream body, WaveReports reports, Viewer viewer, Language language, CancellationToken ct)
    {
        // Disposing an entry writes a few bytes synchronously, which the server refuses. The buffer takes them.
        var buffer = new BufferedStream(body);
        await using (
            var archive = await ZipArchive.CreateAsync(buffer, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct)
        )
        {
            await AddAllAsync(archive, buffer, reports, viewer, language, ct);
        }
        await buffer.FlushAsync(ct);
    }

    private async Task AddAllAsync(
        ZipArchive archive,
        BufferedStream buffer,
        WaveReports reports,
        Viewer viewer,
        Language language,
        CancellationToken ct
    )
    {
        List<string> missing = [];
        var failures = 0;
        foreach (var scope in reports.Scopes)
        {
            var path = reports.PathOf(scope, language);
            if (failures == MostFailures)
            {
                missing.Add($"{path}: {language["report.archive.notTried"]}");
            }
            else if (await TryPrintAsync(scope, reports.Wave.Code, viewer, language, ct) is { } pdf)
            {
                failures = 0;
                await AddAsync(archive, buffer, path, pdf, ct);
            }
            else
            {
                failures++;
                missing.Add($"{path}: {language["report.archive.failed"]}");
            }
        }
        if (missing.Count > 0)
        {
            await AddAsync(archive, buffer, MissingFile, Encoding.UTF8.GetBytes(Explain(missing, language)), ct);
        }
    }

    /// <returns>Null: it could not be printed, and the log says why.</returns>
    private async Task<byte[]?> TryPrintAsync(ReportScope scope, string wave, Viewer viewer, Language language, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        try
        {
            await using var connection = await database.OpenAsync(ct);
            var report = await LoadedReport.LoadAsync(connection, viewer, scope, wave, clock.GetUtcNow(), ct);
            await connection.CloseAsync();
            return report is null ? null : await report.PrintAsync(printer, language, ct);
        }
        // Whatever the fault, an exception would end a file that already began, and the other reports with it.
        catch (Exception problem) when (!ct.IsCancellationRequested)
        {
            LogMissing(problem, scope, wave);
            return null;
        }
    }

    /// <summary>PDFs are compressed already.</summary>
    private static async Task AddAsync(ZipArchive archive, BufferedStream buffer, string path, byte[] content, CancellationToken ct)
    {
        await using (var entry = await archive.CreateEntry(path, CompressionLevel.NoCompression).OpenAsync(ct))
        {
            await entry.WriteAsync(content, ct);
            await buffer.FlushAsync(ct);
        }
        await buffer.FlushAsync(ct);
    }

    private static string Explain(List<string> missing, Language language) =>
        string.Join("\r\n", [language["report.archive.missing"], "", .. missing, ""]);

    [LoggerMessage(Level = LogLevel.Error, Message = "The report {Scope} of {Wave} is missing in a ZIP of all reports.")]
    private partial void LogMissing(Exception problem, ReportScope scope, string wave);
}
