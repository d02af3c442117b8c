using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Charts;
using Survey.Reports.Contents;
using Survey.Reports.Csv;

namespace Survey.Reports.ChartFiles;

public sealed class UnitCharts(UnitReport report, Reader reader)
{
    /// <summary>overall: ratings of the unit; received: the unit's ratings of its providers. Null: the report has no such chart.</summary>
    public ReportChart? Find(string chart) =>
        chart switch
        {
            "overall" when report.Provides.Count > 1 => Make(chart, report.AsProvider, report.Provides, "report.section.asProvider"),
            "received" when report.Receives.Count > 1 => Make(chart, report.AsCustomer, report.Receives, "report.section.asCustomer"),
            _ => null,
        };

    private ReportChart? Make(string chart, PublishedCell? cell, IReadOnlyList<RelationshipResult> of, string title) =>
        cell is null
            ? null
            : new(
                $"{report.Unit.Code}-{report.Wave.Code}-{chart}",
                Captions.File(
                    reader.Language[title],
                    report.Unit.Names.In(reader.Language.Code),
                    report.Unit.Code,
                    report.Wave,
                    cell.Of(Item.Overall),
                    cell.Cell.MinimumGroup,
                    new OverallChart(new ChartRow(reader.Language[title], cell.Of(Item.Overall), Scale: of.Scale()), reader),
                    reader
                ),
                ReportRows.OfRating($"unit:{report.Unit.Code}", report.Wave.Code, "", cell.Of(Item.Overall))
            );
}
