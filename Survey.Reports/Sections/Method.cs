using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Db.Results;

namespace Survey.Reports.Sections;

/// <summary>What a report's method note says: what was done, for exactly the figures that it shows.</summary>
public static class Method
{
    /// <summary>At this response rate and above an interval takes into account how few the customers are (product rule D2).</summary>
    private const int CorrectedFrom = 80;

    private const double LowEnd = 1.5;
    private const double HighEnd = 4.5;
    private const double AboveHighEnd = 4.75;

    public static IEnumerable<string> OfRelationship(RelationshipReport report, Language texts)
    {
        var figures = report.Cells.SelectMany(cell => cell.Figures.Values).Where(figure => figure.Kind != "time_lost" || !report.Wave.Imported).ToList();
        return Said(
        [
            .. Protection(report.Wave, report.Relationship.MinimumGroup, figures, texts),
            (report.All.Participation is { Customers: { } customers, Asked: { } asked } && asked < customers, texts["report.method.sampled"]),
            (report is { All.Participation: { ResponseRate: null, ResponseBand: not null }, Overall.N: not null }, texts["report.method.noContact"]),
            .. Intervals(figures.Exists(figure => figure.Low is not null), texts[Correction(report)], texts),
            .. Tests(report.All.Verdicts.Count > 0, texts),
            .. Changes(report, texts),
            (figures.Exists(figure => figure.Census), texts["report.method.census"]),
            (figures.Exists(figure => figure is { N: not null, Low: null, Census: false, Kind: "rating" }), texts["report.method.equal"]),
            (figures.Exists(figure => figure.Favourable is not null), texts["report.method.favourable"]),
            (figures.Exists(figure => figure is { Kind: "recommendation", Value: not null }), texts["report.method.recommendation"]),
            (report.Together.Drivers.Count > 0, texts["report.method.drivers"]),
            (report.Together.Funnel.Count > 0, texts["report.method.funnel"]),
            (report.HasComments, texts["report.method.comments"]),
            (true, texts["report.method.anonymous"]),
        ]);
    }

    /// <summary>Of a report over several relationships.</summary>
    /// <param name="minimumGroup">The largest of its cells.</param>
    /// <param name="rollUps">The figures that join relationships.</param>
    /// <param name="compared">Verdicts are told.</param>
    public static IEnumerable<string> OfSeveral(
        SealedWave wave, int minimumGroup, IEnumerable<PublishedFigure> figures, IReadOnlyList<PublishedFigure> rollUps, bool compared,
        Language texts)
    {
        // Such a report shows overall ratings only, and work time lost of all together.
        var timesLost = rollUps.Where(figure => figure.Kind == "time_lost" && !wave.Imported).ToList();
        return Said(
        [
            .. Protection(wave, minimumGroup, [.. figures.Where(figure => figure.Item == Item.Overall), .. timesLost], texts),
            .. Intervals(true, texts[wave.Imported ? "report.method.historyCorrection" : "report.method.someCorrected"], texts),
            (true, texts["report.method.ranking"]),
            .. Tests(compared, texts),
            .. Joining(rollUps, texts),
            (rollUps.Count > 0, texts[wave.Imported ? "report.method.notWidened" : "report.method.widened"]),
            (timesLost.Exists(figure => figure.Value is not null), texts["report.method.partTimeLost"]),
            (true, texts["report.method.anonymous"]),
        ]);
    }

    private static IEnumerable<string> Said(IEnumerable<(bool Holds, string Sentence)> rows) => rows.Where(row => row.Holds).Select(row => row.Sentence);

    private static (bool, string)[] Protection(SealedWave wave, int minimumGroup, IReadOnlyList<PublishedFigure> figures, Language texts) =>
    [
        (true, texts.Format("report.method.minimum", minimumGroup)),
        (wave.MinimumGroupReason is not null, texts.Format("report.method.minimumReason", wave.MinimumGroupReason)),
        (figures.Any(figure => figure.IsCoarse), texts.Format("report.method.small", LowEnd, HighEnd)),
        (figures.Any(figure => figure.Shown == Shown.Hidden), texts["report.method.hidden"]),
    ];

    private static (bool, string)[] Intervals(bool drawn, string correction, Language texts) =>
        [(drawn, texts["report.method.interval"]), (drawn, correction), (drawn, texts["report.method.nonResponse"])];

    private static (bool, string)[] Tests(bool made, Language texts) =>
        [(made, texts["report.method.tests"]), (made, texts["report.method.families"]), (made, texts["report.method.testsUncorrected"])];

    private static (bool, string)[] Changes(RelationshipReport report, Language texts) =>
    [
        (report.All.Verdicts.Any(verdict => verdict.ShareCalled is not null), texts["report.method.shares"]),
        (report.Gaps.Count > 0, texts["report.method.gap"]),
        (report.Slopes.Count > 0, texts.Format("report.method.slope", TrendFigure.MostWaves)),
    ];

    private static (bool, string)[] Joining(IReadOnlyList<PublishedFigure> rollUps, Language texts)
    {
        var exact = rollUps.Where(figure => figure is { Kind: "rating", Value: not null, IsCoarse: false }).ToList();
        return
        [
            (rollUps.Any(figure => figure is { Value: not null, Pooled: false }), texts["report.method.weighted"]),
            (rollUps.Any(figure => figure is { Value: not null, Pooled: true }), texts["report.method.pooled"]),
            (exact.Exists(figure => (figure.DistributionOf ?? 0) != figure.N), texts["report.method.partDistribution"]),
            (exact.Exists(figure => figure.NBand is not null), texts.Format("report.method.smallWithin", HighEnd, AboveHighEnd)),
        ];
    }

    private static string Correction(RelationshipReport report) => report switch
    {
        { Wave.Imported: true } => "report.method.historyCorrection",
        { All.Participation: { ResponseRate: null, Asked: { } asked }, Overall.N: { } ratings } when 100 * ratings >= CorrectedFrom * asked => "report.method.corrected",
        { All.Participation.ResponseRate: >= CorrectedFrom } => "report.method.corrected",
        _ => "report.method.notCorrected",
    };
}
