using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Db.Results;

namespace Survey.Reports.Sections;

/// <summary>What a report's method note says: what was done, for exactly the figures that it shows.</summary>
public static class Method
{
    /// <summary>At this response rate and above an interval takes into account how few the customers are (product rule D2).</summary>
    private const int CorrectedFrom = 80;

    public static IEnumerable<string> OfRelationship(RelationshipReport report, Language texts)
    {
        var figures = report.Cells.SelectMany(cell => cell.Figures.Values).Where(figure => figure.Kind != "time_lost" || !report.Wave.Imported).ToList();
        foreach (var sentence in Protection(report.Wave, report.Relationship.MinimumGroup, figures, texts))
        {
            yield return sentence;
        }
        if (report.All.Participation is { Customers: { } customers, Asked: { } asked } && asked < customers)
        {
            yield return texts["report.method.sampled"];
        }
        if (report is { All.Participation: { ResponseRate: null, ResponseBand: not null }, Overall.N: not null })
        {
            yield return texts["report.method.noContact"];
        }
        if (figures.Any(figure => figure.Low is not null))
        {
            yield return texts["report.method.interval"];
            yield return texts[Correction(report)];
            yield return texts["report.method.nonResponse"];
        }
        foreach (var sentence in report.All.Verdicts.Count > 0 ? Tests(texts) : [])
        {
            yield return sentence;
        }
        foreach (var sentence in Changes(report, texts))
        {
            yield return sentence;
        }
        if (figures.Any(figure => figure.Census))
        {
            yield return texts["report.method.census"];
        }
        if (figures.Any(figure => figure is { N: not null, Low: null, Census: false, Kind: "rating" }))
        {
            yield return texts["report.method.equal"];
        }
        if (figures.Any(figure => figure.Favourable is not null))
        {
            yield return texts["report.method.favourable"];
        }
        if (figures.Any(figure => figure is { Kind: "recommendation", Value: not null }))
        {
            yield return texts["report.method.recommendation"];
        }
        if (report.Together.Drivers.Count > 0)
        {
            yield return texts["report.method.drivers"];
        }
        if (report.Together.Funnel.Count > 0)
        {
            yield return texts["report.method.funnel"];
        }
        if (report.HasComments)
        {
            yield return texts["report.method.comments"];
        }
        yield return texts["report.method.anonymous"];
    }

    private static IEnumerable<string> Changes(RelationshipReport report, Language texts)
    {
        if (report.All.Verdicts.Any(verdict => verdict.ShareCalled is not null))
        {
            yield return texts["report.method.shares"];
        }
        if (report.Gaps.Count > 0)
        {
            yield return texts["report.method.gap"];
        }
        if (report.Slopes.Count > 0)
        {
            yield return texts.Format("report.method.slope", TrendFigure.MostWaves);
        }
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
        foreach (var sentence in Protection(wave, minimumGroup, [.. figures.Where(figure => figure.Item == Item.Overall), .. timesLost], texts))
        {
            yield return sentence;
        }
        yield return texts["report.method.interval"];
        yield return texts[wave.Imported ? "report.method.historyCorrection" : "report.method.someCorrected"];
        yield return texts["report.method.nonResponse"];
        yield return texts["report.method.ranking"];
        foreach (var sentence in compared ? Tests(texts) : [])
        {
            yield return sentence;
        }
        foreach (var pooled in rollUps.Where(figure => figure.Value is not null).Select(figure => figure.Pooled).Distinct().Order())
        {
            yield return texts[pooled ? "report.method.pooled" : "report.method.weighted"];
        }
        if (rollUps.Any(figure => figure is { Kind: "rating", Value: not null, IsCoarse: false } && figure.DistributionOf != figure.N))
        {
            yield return texts["report.method.partDistribution"];
        }
        if (rollUps.Any(figure => figure is { Kind: "rating", NBand: not null, IsCoarse: false }))
        {
            yield return texts["report.method.smallWithin"];
        }
        if (rollUps.Count > 0)
        {
            yield return texts[wave.Imported ? "report.method.notWidened" : "report.method.widened"];
        }
        if (timesLost.Exists(figure => figure.Value is not null))
        {
            yield return texts["report.method.partTimeLost"];
        }
        yield return texts["report.method.anonymous"];
    }

    private static string[] Tests(Language texts) =>
        [texts["report.method.tests"], texts["report.method.families"], texts["report.method.testsUncorrected"]];

    private static IEnumerable<string> Protection(
        SealedWave wave, int minimumGroup, IReadOnlyList<PublishedFigure> figures, Language texts)
    {
        yield return texts.Format("report.method.minimum", minimumGroup);
        if (wave.MinimumGroupReason is { } reason)
        {
            yield return texts.Format("report.method.minimumReason", reason);
        }
        if (figures.Any(figure => figure.IsCoarse))
        {
            yield return texts.Format("report.method.small", 1.5, 4.5);
        }
        if (figures.Any(figure => figure.Shown == Shown.Hidden))
        {
            yield return texts["report.method.hidden"];
        }
    }

    private static string Correction(RelationshipReport report) => report switch
    {
        { Wave.Imported: true } => "report.method.historyCorrection",
        { All.Participation: { ResponseRate: null, Asked: { } asked }, Overall.N: { } ratings } when 100 * ratings >= CorrectedFrom * asked => "report.method.corrected",
        { All.Participation.ResponseRate: >= CorrectedFrom } => "report.method.corrected",
        _ => "report.method.notCorrected",
    };
}
