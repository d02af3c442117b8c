using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Contents;

namespace Survey.Reports.Headlines;

/// <summary>A shown step of a relationship. Null target: no promise. Null verdict: not compared.</summary>
/// <param name="IsWeak">Rule D11.</param>
/// <param name="MissedBefore">Missed its target in the wave that it is compared with.</param>
internal sealed record StepFact(
    LocalizedText Name,
    PublishedFigure Figure,
    double? Target,
    Verdict? AgainstTarget,
    Verdict? AgainstBefore,
    bool IsWeak,
    bool MissedBefore
)
{
    public bool IsMissed => AgainstTarget == Verdict.Worse;

    /// <summary>Mean less target; null: no target, or too few answers for an order.</summary>
    public double? Gap => Figure.HasTrend ? Figure.Value - Target : null;

    /// <summary>Missed its target before and, by its verdicts, does not any more.</summary>
    public bool IsMended => MissedBefore && AgainstBefore == Verdict.Better && AgainstTarget is Verdict.Better or Verdict.NoChange;
}

/// <summary>What the published figures and verdicts of a relationship support, in no language. Null verdicts: not compared.</summary>
/// <param name="Promises">How many steps have a standard, shown or not.</param>
/// <param name="Before">Closing of the wave that is compared with; null: there is none.</param>
/// <param name="IsFirst">The relationship had not been asked about before.</param>
internal sealed record RelationshipFacts(
    PublishedFigure? Overall,
    IReadOnlyList<StepFact> Steps,
    int Promises,
    Verdict? AgainstBefore,
    Verdict? AgainstYearAgo,
    DateOnly? Before,
    bool IsFirst
)
{
    /// <summary>The last day since which something is asked otherwise than before; null: nothing is.</summary>
    public DateOnly? AskedDifferentlySince { get; init; }

    public bool HasOverall => Overall is { IsShown: true };

    /// <summary>The lowest first, words last.</summary>
    public IReadOnlyList<StepFact> Weak => [.. Steps.Where(step => step.IsWeak).OrderBy(step => step.Figure.Value ?? double.MaxValue)];

    /// <summary>Steps that miss their targets, the widest gap first.</summary>
    public IReadOnlyList<StepFact> Missed => Ranking.All;

    public bool HasFurthest => Ranking.HasFirst;

    private Ranked<StepFact> Ranking => Ranked<StepFact>.Of(Steps.Where(step => step.IsMissed).Select(step => (step, step.Gap)));

    public IReadOnlyList<StepFact> Mended => [.. Steps.Where(step => step.IsMended)];

    public IReadOnlyList<StepFact> Better => [.. Steps.Where(step => step.AgainstBefore == Verdict.Better)];

    public IReadOnlyList<StepFact> Worse => [.. Steps.Where(step => step.AgainstBefore == Verdict.Worse)];

    public int Judged => Steps.Count(step => step.AgainstTarget is not (null or Verdict.TooFew));

    public int Kept => Steps.Count(step => step.AgainstTarget == Verdict.Better);

    /// <summary>Something was compared with the wave before, on enough answers.</summary>
    public bool IsCompared =>
        Steps.Select(step => step.AgainstBefore).Append(AgainstBefore).Any(called => called is not (null or Verdict.TooFew));

    public static RelationshipFacts Of(RelationshipReport report)
    {
        var cell = report.All;
        var points = report.Questionnaire.BreakdownPoints;
        var other = cell.Verdicts.FirstOrDefault(verdict => verdict.Against == Against.Before)?.OtherWaveId;
        return new(
            cell.Of(Item.Overall),
            [.. points.Where(point => cell.Of(point.Code) is { IsShown: true }).Select(point => Step(report, cell, point))],
            points.Count(point => point.Standard is not null),
            cell.Verdict(Item.Overall, Against.Before)?.CalledAlike,
            cell.Verdict(Item.Overall, Against.YearAgo)?.CalledAlike,
            report.Waves.FirstOrDefault(wave => wave.Id == other)?.ClosedOn,
            report.Waves.Count > 0 && report.Waves[^1].Id == report.Wave.Id
        )
        {
            AskedDifferentlySince = cell.Verdicts.Max(verdict => verdict.AskedDifferentlySince),
        };
    }

    private static StepFact Step(RelationshipReport report, PublishedCell cell, BreakdownPoint point)
    {
        var before = cell.Verdict(point.Code, Against.Before);
        var then = report.Trend.FirstOrDefault(one => one.Wave.Id == before?.OtherWaveId)?.Cell.Verdict(point.Code, Against.Target);
        return new(
            point.Name,
            cell.Of(point.Code)!,
            point.Standard?.Target,
            cell.Verdict(point.Code, Against.Target)?.Called,
            before?.CalledAlike,
            report.Weak.Contains(cell.Of(point.Code)),
            then?.Called == Verdict.Worse
        );
    }
}
