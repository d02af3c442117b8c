using Npgsql;
using Survey.Db;
using Survey.Db.Commands;
using Survey.Db.Results;
using Survey.Db.Viewers;
using Survey.Reports.Contents;
using Survey.Reports.Csv;
using Survey.Reports.Pdf;

namespace Survey.Reports;

/// <summary>Writes reports to files. Everybody who can run the command sees what HR sees.</summary>
internal sealed class ReportCommand(Database database, ReportPrinter printer, TextWriter output)
{
    internal static Viewer Operator { get; } = Viewer.InRoles("console", new HeldRole(RoleGrants.Hr, []));

    /// <exception cref="CommandRefusedException">There is no such report.</exception>
    public async Task RunAsync(ReportArguments arguments, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        if (arguments.All is { } folder)
        {
            await WriteAllAsync(connection, arguments, folder, ct);
            return;
        }
        var file = arguments.Out!;
        var report = await LoadAsync(connection, arguments.Scope, arguments.Wave, ct);
        await File.WriteAllBytesAsync(
            file,
            file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
                ? ReportCsv.Write(report.Rows())
                : await report.PrintAsync(printer, arguments.Language, ct),
            ct
        );
        await output.WriteLineAsync(file);
    }

    private async Task WriteAllAsync(NpgsqlConnection connection, ReportArguments arguments, string folder, CancellationToken ct)
    {
        var reports = await WaveReports.LoadAsync(connection, Operator, await WaveAsync(connection, arguments.Wave, ct), ct);
        foreach (var (index, scope) in reports.Scopes.Index())
        {
            var file = Path.Combine(folder, reports.PathOf(scope, arguments.Language));
            var isThere = File.Exists(file);
            if (!isThere)
            {
                var report = await LoadAsync(connection, scope, reports.Wave.Code, ct);
                await WriteWholeAsync(file, await report.PrintAsync(printer, arguments.Language, ct), ct);
            }
            await output.WriteLineAsync($"{index + 1} of {reports.Scopes.Count}  {file}{(isThere ? "  was there" : "")}");
        }
    }

    /// <summary>The file gets its name at the end: what has the name is whole.</summary>
    private static async Task WriteWholeAsync(string file, byte[] content, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var part = file + ".part";
        await using (var stream = new FileStream(part, FileMode.Create, FileAccess.Write))
        {
            await stream.WriteAsync(content, ct);
            stream.Flush(flushToDisk: true);
        }
        File.Move(part, file, overwrite: true);
    }

    private static async Task<SealedWave> WaveAsync(NpgsqlConnection connection, string? code, CancellationToken ct)
    {
        if (code is not null)
        {
            return await SealedWaves.FindAsync(connection, code, ct)
                ?? throw new CommandRefusedException($"There is no sealed wave '{code}'.");
        }
        return await SealedWaves.ListAsync(connection, ct) is [var latest, ..]
            ? latest
            : throw new CommandRefusedException("No wave has been sealed yet.");
    }

    private static async Task<LoadedReport> LoadAsync(NpgsqlConnection connection, ReportScope scope, string? wave, CancellationToken ct) =>
        await LoadedReport.LoadAsync(connection, Operator, scope, wave, TimeProvider.System.GetUtcNow(), ct)
        ?? throw new CommandRefusedException(
            wave is null ? $"No sealed wave has results for {scope}." : $"The wave '{wave}' is not sealed or has no results for {scope}."
        );
}
