using Npgsql;
using Survey.Db;
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

    /// <exception cref="RefusedException">There is no such report.</exception>
    public async Task RunAsync(ReportArguments arguments, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        if (arguments.All is { } folder)
        {
            await WriteAllAsync(connection, arguments, folder, ct);
            return;
        }
        await WriteAsync(arguments.Out!, await MakeAsync(connection, arguments, ct), ct);
    }

    private async Task WriteAllAsync(NpgsqlConnection connection, ReportArguments arguments, string folder, CancellationToken ct)
    {
        var wave = await WaveAsync(connection, arguments.Wave, ct);
        Directory.CreateDirectory(folder);
        foreach (var relationship in await ReportedRelationship.ListAsync(connection, wave.Id, ct))
        {
            var one = arguments with { Kind = "relationship", Code = relationship.Code, Wave = wave.Code, Out = "report.pdf" };
            var file = Path.Combine(folder, $"{relationship.Code}-{wave.Code}-{arguments.Language.Code}.pdf");
            await WriteAsync(file, await MakeAsync(connection, one, ct), ct);
        }
    }

    private static async Task<SealedWave> WaveAsync(NpgsqlConnection connection, string? code, CancellationToken ct)
    {
        if (code is not null)
        {
            return await SealedWaves.FindAsync(connection, code, ct) ?? throw new RefusedException($"There is no sealed wave '{code}'.");
        }
        return await SealedWaves.ListAsync(connection, ct) is [var latest, ..]
            ? latest
            : throw new RefusedException("No wave has been sealed yet.");
    }

    private async Task<byte[]> MakeAsync(NpgsqlConnection connection, ReportArguments asked, CancellationToken ct)
    {
        var isCsv = asked.Out!.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);
        switch (asked.Kind)
        {
            case "relationship":
                var relationship = await RelationshipReport.LoadAsync(connection, Operator, asked.Code!, asked.Wave, ct)
                    ?? throw Missing(asked);
                return isCsv ? ReportCsv.Write(ReportRows.Of(relationship)) : await printer.PrintAsync(relationship, asked.Language, ct);
            case "unit":
                var unit = await UnitReport.LoadAsync(connection, Operator, asked.Code!, asked.Wave, ct) ?? throw Missing(asked);
                return isCsv ? ReportCsv.Write(ReportRows.Of(unit)) : await printer.PrintAsync(unit, asked.Language, ct);
            default:
                var organisation = await OrganisationReport.LoadAsync(connection, Operator, asked.Wave, ct) ?? throw Missing(asked);
                return isCsv ? ReportCsv.Write(ReportRows.Of(organisation)) : await printer.PrintAsync(organisation, asked.Language, ct);
        }
    }

    private async Task WriteAsync(string file, byte[] content, CancellationToken ct)
    {
        await File.WriteAllBytesAsync(file, content, ct);
        await output.WriteLineAsync(file);
    }

    private static RefusedException Missing(ReportArguments asked)
    {
        var scope = asked.Code is null ? asked.Kind : $"{asked.Kind}:{asked.Code}";
        return new RefusedException(
            asked.Wave is null
                ? $"No sealed wave has results for {scope}."
                : $"The wave '{asked.Wave}' is not sealed or has no results for {scope}."
        );
    }
}
