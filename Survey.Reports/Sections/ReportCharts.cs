using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Charts;
using Survey.Reports.Contents;

namespace Survey.Reports.Sections;

public static class ReportCharts
{
    /// <summary>Without file extension. <paramref name="chart"/>: such as "steps-waiting".</summary>
    public static string ChartAddress(this RelationshipReport report, string chart) =>
        $"/charts/relationship/{report.Relationship.Code}/{report.Wave.Code}/{chart}";

    public static string ChartAddress(this UnitReport report, string chart) =>
        $"/charts/unit/{report.Unit.Code}/{report.Wave.Code}/{chart}";

    public static string ChartAddress(this OrganisationReport report, string chart) => $"/charts/organisation/{report.Wave.Code}/{chart}";

    /// <summary>The steps' figures, then the overall ratings.</summary>
    public static IEnumerable<PublishedFigure?> TrendFigures(this RelationshipReport report) =>
        report
            .Questionnaire.BreakdownPoints.Select(point => point.Code)
            .Append(Item.Overall)
            .SelectMany(item => report.Trend.Select(point => point.Cell.Of(item)));

    public static (double Bottom, double Top) TrendRange(this RelationshipReport report) =>
        TrendSeries.RangeOf(report.TrendFigures(), report.Questionnaire.BreakdownPoints.Select(point => point.Standard?.Target));

    /// <param name="item">overall or the code of a breakdown point.</param>
    public static TrendSeries Series(this RelationshipReport report, string item, (double Bottom, double Top) range) =>
        new(
            Points(report.Trend, item),
            range,
            report.Questionnaire.BreakdownPoints.FirstOrDefault(point => point.Code == item)?.Standard?.Target
        )
        {
            Marks = report.CaseMarks(item),
            Breaks =
            [
                .. report
                    .ShownBreaks()
                    .Select(pair => new SeriesBreak(
                        pair.Index,
                        pair.Break.Since,
                        pair.Break.Items.Contains(item),
                        pair.Break.CustomersChanged
                    ))
                    .Where(one => one.AskedDifferently || one.CustomersChanged),
            ],
        };

    /// <summary>At the waves of the trend whose figures the item's cases answer.</summary>
    public static IReadOnlyList<SeriesMark> CaseMarks(this RelationshipReport report, string item) =>
        [
            .. report
                .Trend.Index()
                .Select(point => new SeriesMark(
                    point.Index,
                    string.Join(
                        ", ",
                        report.Cases.Cases.Where(one => one.Item == item && one.WaveId == point.Item.Wave.Id).Select(report.Cases.Letter)
                    )
                ))
                .Where(mark => mark.Letters.Length > 0),
        ];

    /// <summary>Those between two waves of the trend, before the wave at Index.</summary>
    public static IEnumerable<(int Index, TrendBreak Break)> ShownBreaks(this RelationshipReport report) =>
        report
            .Trend.Index()
            .Skip(1)
            .Join(report.Breaks, point => point.Item.Wave.Id, one => one.WaveId, (point, one) => (point.Index, one));

    public static TrendSeries Series(this OrganisationReport report)
    {
        var points = Points(report.Trend, Item.Overall);
        return new TrendSeries(points, TrendSeries.RangeOf(points.Select(point => point.Figure), []));
    }

    private static IReadOnlyList<(SealedWave Wave, PublishedFigure? Figure)> Points(IReadOnlyList<TrendPoint> trend, string item) =>
        [.. trend.Select(point => (point.Wave, point.Cell.Of(item)))];
}
