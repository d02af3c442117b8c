using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Charts;

namespace Survey.Reports.Contents;

/// <summary>A step with its figure in a wave. Number from 1. Null figure: "not enough answers", without verdicts.</summary>
public sealed record StepResult(int Number, BreakdownPoint Point, PublishedFigure? Figure, IReadOnlyList<PublishedVerdict> Verdicts)
{
    /// <summary>Rule D11.</summary>
    public bool IsWeak { get; init; }

    public double? Target => Point.Standard?.Target;

    public bool IsShown => Figure is { IsShown: true };

    /// <summary>Shown finely enough for an order.</summary>
    public bool IsRanked => Figure is { HasTrend: true };

    public bool MissesTarget => Verdict(Against.Target)?.Called == Db.Results.Verdict.Worse;

    public ChartRow Row(string name) => new(name, Figure, Target, Point.Scale);

    public PublishedVerdict? Verdict(Against against) => Verdicts.FirstOrDefault(verdict => verdict.Against == against);
}

public static class StepResults
{
    public static IReadOnlyList<StepResult> Of(RelationshipResult result) =>
        [.. result.Questionnaire.BreakdownPoints.Select((point, index) => Of(index + 1, point, result))];

    /// <summary>
    /// The step to look at first: the lowest weak one, else of those that miss their target by verdict the one furthest below it, else the
    /// one with the lowest mean.
    /// Hidden steps take no part; those with few answers have no order of means. Null: fewer than two are left, or all are equal.
    /// </summary>
    public static StepResult? Worst(this IReadOnlyList<StepResult> steps)
    {
        var weak = steps.Where(step => step.IsWeak).ToList();
        var missed = steps.Where(step => step is { IsShown: true, MissesTarget: true }).ToList();
        var ranked = steps.Where(step => step.IsRanked).ToList();
        return weak.Count > 0 ? weak.MinBy(step => step.Figure!.Value ?? double.MaxValue)
            : missed.Count > 0 && steps.Count(step => step.IsShown) > 1 ? missed.MinBy(step => step.Figure!.Value - step.Target)
            : ranked.DistinctBy(step => step.Figure!.Value).Count() < 2 ? null
            : ranked.MinBy(step => step.Figure!.Value);
    }

    /// <summary>Why <see cref="Worst"/> comes first; also says if another step might be worse.</summary>
    public static string WhyWorst(this Language language, IReadOnlyList<StepResult> steps)
    {
        if (steps.Worst() is { IsWeak: true })
        {
            return language["report.worst.weak"];
        }
        var why = language[steps.Worst() is { MissesTarget: true } ? "report.worst.target" : "report.worst.lowest"];
        return steps.All(step => step.IsRanked)
            ? why
            : $"{why} {language[steps.All(step => step.IsRanked || !step.IsShown) ? "report.worst.ofShown" : "report.worst.ofRanked"]}";
    }

    private static StepResult Of(int number, BreakdownPoint point, RelationshipResult result)
    {
        var figure = result.Cell.Of(point.Code);
        return new StepResult(
            number,
            point,
            figure,
            figure is not { IsShown: true } ? [] : [.. result.Cell.Verdicts.Where(verdict => verdict.Item == point.Code)]
        )
        {
            IsWeak = result.Weak.Contains(figure),
        };
    }
}
