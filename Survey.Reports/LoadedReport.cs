using Npgsql;
using Survey.Db.Cases;
using Survey.Db.Languages;
using Survey.Db.Results;
using Survey.Db.Viewers;
using Survey.Reports.Contents;
using Survey.Reports.Csv;
using Survey.Reports.Pdf;

namespace Survey.Reports;

/// <summary>A report of any kind, read for a viewer, that becomes a file.</summary>
public sealed record LoadedReport(
    ReportScope Scope,
    SealedWave Wave,
    Func<IEnumerable<ReportRow>> Rows,
    Func<ReportPrinter, Language, CancellationToken, Task<byte[]>> PrintAsync
)
{
    /// <param name="wave">Null: the latest with results for the scope.</param>
    /// <returns>Null: there is no such report, or it is not for the viewer.</returns>
    public static async Task<LoadedReport?> LoadAsync(
        NpgsqlConnection connection,
        Viewer viewer,
        ReportScope scope,
        string? wave,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        scope.Kind switch
        {
            ReportKind.Relationship => Of(await RelationshipAsync(connection, viewer, scope.Code!, wave, now, ct)),
            ReportKind.Unit => Of(await UnitReport.LoadAsync(connection, viewer, scope.Code!, wave, ct)),
            ReportKind.Organisation => Of(await OrganisationReport.LoadAsync(connection, viewer, wave, ct)),
        };

    private static async Task<RelationshipReport?> RelationshipAsync(
        NpgsqlConnection connection,
        Viewer viewer,
        string code,
        string? wave,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        await RelationshipReport.LoadAsync(connection, viewer, code, wave, ct) is { } report
            ? report with
            {
                Cases = await RelationshipCases.LoadAsync(connection, viewer, code, now, ct),
            }
            : null;

    private static LoadedReport? Of(RelationshipReport? report) =>
        report is null
            ? null
            : new(
                new ReportScope(ReportKind.Relationship, report.Relationship.Code),
                report.Wave,
                () => ReportRows.Of(report),
                (printer, language, ct) => printer.PrintAsync(report, language, ct)
            );

    private static LoadedReport? Of(UnitReport? report) =>
        report is null
            ? null
            : new(
                new ReportScope(ReportKind.Unit, report.Unit.Code),
                report.Wave,
                () => ReportRows.Of(report),
                (printer, language, ct) => printer.PrintAsync(report, language, ct)
            );

    private static LoadedReport? Of(OrganisationReport? report) =>
        report is null
            ? null
            : new(
                ReportScope.Organisation,
                report.Wave,
                () => ReportRows.Of(report),
                (printer, language, ct) => printer.PrintAsync(report, language, ct)
            );
}
