using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Contents;

namespace Survey.Reports.Sections;

/// <summary>What was done for the figures that a report shows: five lines at most; a lower minimum and history add one each.</summary>
public static class Method
{
    public static IEnumerable<string> OfRelationship(RelationshipReport report, Language texts)
    {
        var figures = report.Cells.SelectMany(cell => cell.Figures.Values).ToList();
        var isSampled = report.All.Participation is { Customers: { } customers, Asked: { } asked } && asked < customers;
        return
        [
            .. Protection(report.Wave, report.Relationship.MinimumGroup, figures, texts),
            .. Intervals(report.Wave, figures, isSampled, texts),
            .. Line(
                (report.All.Verdicts.Count > 0 || report.Gaps.Count > 0, texts["report.method.tests"]),
                (report.Slopes.Count > 0, texts.Format("report.method.slope", TrendFigure.MostWaves))
            ),
            .. Line((report.Found.Count > 0, texts["report.method.together"])),
        ];
    }

    /// <summary>For reports over several relationships. rollUps: figures that join relationships. compared: verdicts are shown.</summary>
    public static IEnumerable<string> OfSeveral(
        SealedWave wave,
        int minimumGroup,
        IEnumerable<PublishedFigure> figures,
        IReadOnlyList<PublishedFigure> rollUps,
        bool compared,
        Language texts
    )
    {
        // Such a report shows ratings, and the work time lost of all relationships together.
        var shown = figures.Where(figure => figure.Kind == FigureKind.Rating).ToList();
        var widened = texts[wave.Imported ? "report.method.notWidened" : "report.method.widened"];
        var joined = rollUps.Where(figure => figure.IsShown).ToList();
        return
        [
            .. Protection(wave, minimumGroup, shown, texts),
            .. Intervals(wave, shown, isSampled: false, texts),
            .. Line((compared, texts["report.method.tests"])),
            .. Line(
                (joined.Exists(figure => !figure.Pooled), texts["report.method.weighted"]),
                (joined.Exists(figure => figure.Pooled), texts["report.method.pooled"]),
                (joined.Exists(figure => figure.Low is not null), widened)
            ),
        ];
    }

    /// <summary>On paper, about four lines. The full note is <see cref="Everything"/>.</summary>
    public static IEnumerable<string> Brief(SealedWave wave, int minimumGroup, Language texts) =>
        [
            texts.Format("report.method.brief", minimumGroup),
            .. Line((wave.MinimumGroupReason is not null, texts.Format("report.method.minimumReason", wave.MinimumGroupReason))),
            .. Line((wave.Imported, texts["report.method.history"])),
        ];

    /// <summary>The full note, for reports of every kind.</summary>
    public static IEnumerable<string> Everything(int minimumGroup, Language texts) =>
        [
            texts.Format("report.method.minimum", minimumGroup),
            $"{texts["report.method.rounding"]} {texts["report.method.words"]}",
            $"{texts["report.method.interval"]} {texts["report.method.recommendation"]} {texts["report.method.sampled"]}",
            texts["report.method.history"],
            $"{texts["report.method.tests"]} {texts.Format("report.method.slope", TrendFigure.MostWaves)}",
            texts["report.method.together"],
            $"{texts["report.method.weighted"]} {texts["report.method.pooled"]}",
            $"{texts["report.method.widened"]} {texts["report.method.notWidened"]}",
        ];

    private static IEnumerable<string> Protection(SealedWave wave, int minimumGroup, List<PublishedFigure> figures, Language texts) =>
        [
            texts.Format("report.method.minimum", minimumGroup),
            .. Line((wave.MinimumGroupReason is not null, texts.Format("report.method.minimumReason", wave.MinimumGroupReason))),
            .. Line(
                (figures.Exists(figure => figure.IsShown), texts["report.method.rounding"]),
                (figures.Exists(figure => figure.Word is not null), texts["report.method.words"])
            ),
        ];

    private static IEnumerable<string> Intervals(SealedWave wave, List<PublishedFigure> figures, bool isSampled, Language texts) =>
        [
            .. Line(
                (figures.Exists(figure => figure.Low is not null), texts["report.method.interval"]),
                (
                    figures.Exists(figure => figure is { Kind: FigureKind.Recommendation, Low: not null }),
                    texts["report.method.recommendation"]
                ),
                (isSampled, texts["report.method.sampled"])
            ),
            .. Line((wave.Imported, texts["report.method.history"])),
        ];

    /// <summary>One line of the sentences that hold; no line if none does.</summary>
    private static IEnumerable<string> Line(params IEnumerable<(bool Holds, string Sentence)> sentences)
    {
        var held = string.Join(' ', sentences.Where(row => row.Holds).Select(row => row.Sentence));
        return held.Length > 0 ? [held] : [];
    }
}
