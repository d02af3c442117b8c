using Npgsql;
using Survey.Db;
using Survey.Db.Commands;
using Survey.Reports.Charts;
using Survey.Reports.Contents;

namespace Survey.Reports.ChartFiles;

/// <summary>Writes a chart to a file. Everybody who can run the command sees what HR sees.</summary>
internal sealed class ChartCommand(Database database, TextWriter output)
{
    /// <exception cref="CommandRefusedException">There is no such chart.</exception>
    public async Task RunAsync(ChartArguments asked, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var chart = await FindAsync(connection, asked, ct) ?? throw Missing(asked);
        await File.WriteAllBytesAsync(asked.Out, chart.Make(asked.FileKind), ct);
        await output.WriteLineAsync(asked.Out);
    }

    private static CommandRefusedException Missing(ChartArguments asked) =>
        new($"There is no chart '{asked.Chart}' of {asked.Scope} in {asked.Wave ?? "its latest wave"}.");

    private static async Task<ReportChart?> FindAsync(NpgsqlConnection connection, ChartArguments asked, CancellationToken ct)
    {
        var reader = new Reader(asked.Language, Printing: true);
        return asked.Scope.Kind switch
        {
            ReportKind.Relationship => await RelationshipReport.LoadAsync(
                connection,
                ReportCommand.Operator,
                asked.Scope.Code!,
                asked.Wave,
                ct
            )
                is { } report
                ? new RelationshipCharts(report, reader).Find(asked.Chart)
                : null,
            ReportKind.Unit => await UnitReport.LoadAsync(connection, ReportCommand.Operator, asked.Scope.Code!, asked.Wave, ct)
                is { } report
                ? new UnitCharts(report, reader).Find(asked.Chart)
                : null,
            ReportKind.Organisation => await OrganisationReport.LoadAsync(connection, ReportCommand.Operator, asked.Wave, ct) is { } report
                ? new OrganisationCharts(report, reader).Find(asked.Chart)
                : null,
        };
    }
}
