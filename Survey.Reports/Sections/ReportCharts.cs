using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Charts;

namespace Survey.Reports.Sections;

/// <summary>What the charts of a report are drawn of, and where each stands by itself.</summary>
public static class ReportCharts
{
    /// <param name="chart">Its name, such as "steps-waiting".</param>
    /// <returns>Without the ending, which says the kind of file.</returns>
    public static string ChartAddress(this RelationshipReport report, string chart) =>
        $"/charts/relationship/{report.Relationship.Code}/{report.Wave.Code}/{chart}";

    public static string ChartAddress(this UnitReport report, string chart) =>
        $"/charts/unit/{report.Unit.Code}/{report.Wave.Code}/{chart}";

    public static string ChartAddress(this OrganisationReport report, string chart) => $"/charts/organisation/{report.Wave.Code}/{chart}";

    /// <summary>Every figure of the trend: the steps', then the overall ratings.</summary>
    public static IEnumerable<PublishedFigure?> TrendFigures(this RelationshipReport report) =>
        report
            .Questionnaire.BreakdownPoints.Select(point => point.Code)
            .Append(Item.Overall)
            .SelectMany(item => report.Trend.Select(point => point.Cell.Of(item)));

    /// <summary>The part of the scale that all trends of the report need.</summary>
    public static (double Bottom, double Top) TrendRange(this RelationshipReport report) =>
        TrendSeries.RangeOf(report.TrendFigures(), report.Questionnaire.BreakdownPoints.Select(point => point.Standard?.Target));

    /// <param name="item"><c>overall</c> or the code of a breakdown point.</param>
    public static TrendSeries Series(this RelationshipReport report, string item, (double Bottom, double Top) range) =>
        new(
            Points(report.Trend, item),
            range,
            report.Questionnaire.BreakdownPoints.FirstOrDefault(point => point.Code == item)?.Standard?.Target
        );

    /// <summary>The overall rating of the organisation.</summary>
    public static TrendSeries Series(this OrganisationReport report)
    {
        var points = Points(report.Trend, Item.Overall);
        return new TrendSeries(points, TrendSeries.RangeOf(points.Select(point => point.Figure), []));
    }

    private static IReadOnlyList<(SealedWave Wave, PublishedFigure? Figure)> Points(IReadOnlyList<TrendPoint> trend, string item) =>
        [.. trend.Select(point => (point.Wave, point.Cell.Of(item)))];
}
