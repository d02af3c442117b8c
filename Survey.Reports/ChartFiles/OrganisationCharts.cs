using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Charts;
using Survey.Reports.Contents;
using Survey.Reports.Csv;
using Survey.Reports.Sections;

namespace Survey.Reports.ChartFiles;

public sealed class OrganisationCharts(OrganisationReport report, Reader reader)
{
    private const string Scope = "organisation";

    /// <summary>pairs, overall or trend. Null: the report has no such chart.</summary>
    public ReportChart? Find(string chart) =>
        chart switch
        {
            "pairs" => PairCharts.Find(report.Pairs, report.Wave, reader),
            "overall" when report.All is { } all => Overall(all),
            "trend" when report.Trend.Count > 1 => Trend(),
            _ => null,
        };

    private ReportChart Overall(PublishedCell all)
    {
        var name = reader.Language["report.overallRating"];
        return Make(
            "overall",
            name,
            new OverallChart(new ChartRow(name, all.Of(Item.Overall), Scale: report.Relationships.Scale()), reader),
            ReportRows.OfRating(Scope, report.Wave.Code, "", all.Of(Item.Overall))
        );
    }

    private ReportChart Trend() =>
        Make(
            "trend",
            reader.Language["report.section.trend"],
            new TrendChart(reader.Language["report.overallRating"], report.Series(), reader),
            report.Trend.Select(point => ChartCsv.OfMean(Scope, point.Wave.Code, "", point.Cell.Of(Item.Overall)))
        );

    private ReportChart Make(string chart, string title, ChartDrawing drawing, IEnumerable<ReportRow> rows)
    {
        return new(
            $"organisation-{report.Wave.Code}-{chart}",
            Captions.File(
                title,
                report.Root.Names.In(reader.Language.Code),
                report.Root.Code,
                report.Wave,
                report.All?.Of(Item.Overall),
                report.All?.Cell.MinimumGroup ?? report.Wave.MinimumGroup,
                drawing,
                reader
            ),
            rows
        );
    }
}
