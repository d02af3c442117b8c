using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Db.Results;

namespace Survey.Reports.Sections;

/// <summary>A step of a service with its figure in a wave.</summary>
/// <param name="Number">Its place in the journey, from 1.</param>
/// <param name="Figure">Null reads as "not enough answers".</param>
/// <param name="Verdicts">Empty when the figure is hidden.</param>
public sealed record StepResult(int Number, BreakdownPoint Point, PublishedFigure? Figure, IReadOnlyList<PublishedVerdict> Verdicts)
{
    public double? Target => Point.Standard?.Target;

    public bool IsShown => Figure is { Value: not null };

    /// <summary>Below its target for certain.</summary>
    public bool MissesTarget => Verdict(Against.Target)?.Called == Db.Results.Verdict.Worse;

    /// <param name="against">See <see cref="Against"/>.</param>
    public PublishedVerdict? Verdict(string against) => Verdicts.FirstOrDefault(verdict => verdict.Against == against);
}

/// <summary>The steps of a service, in the order of the journey.</summary>
public static class StepResults
{
    public static IReadOnlyList<StepResult> Of(RelationshipResult result) =>
        [.. result.Questionnaire.BreakdownPoints.Select((point, index) => Of(index + 1, point, result.Cell))];

    /// <summary>
    /// Where to look first: of the steps that miss their target for certain the one furthest below it, else the one with the lowest mean.
    /// Hidden steps take no part; null when fewer than two are shown, or all are alike.
    /// </summary>
    public static StepResult? Worst(this IReadOnlyList<StepResult> steps)
    {
        var shown = steps.Where(step => step.IsShown).ToList();
        return shown.DistinctBy(step => step.Figure!.Value).Count() < 2 ? null
            : shown.Where(step => step.MissesTarget).MinBy(step => step.Figure!.Value - step.Target)
            ?? shown.MinBy(step => step.Figure!.Value);
    }

    /// <summary>Why <see cref="Worst"/> is the one to look at first. That a hidden step might be worse is said.</summary>
    public static string WhyWorst(this Language language, IReadOnlyList<StepResult> steps)
    {
        var why = language[steps.Worst() is { MissesTarget: true } ? "report.worst.target" : "report.worst.lowest"];
        return steps.All(step => step.IsShown) ? why : $"{why} {language["report.worst.ofShown"]}";
    }

    private static StepResult Of(int number, BreakdownPoint point, PublishedCell cell)
    {
        var figure = cell.Of(point.Code);
        return new StepResult(
            number, point, figure, figure?.Value is null ? [] : [.. cell.Verdicts.Where(verdict => verdict.Item == point.Code)]);
    }
}
