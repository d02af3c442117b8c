using Survey.Db.Languages;
using Survey.Db.Results;
using Survey.Reports.Charts;

namespace Survey.Reports.Contents;

public sealed record DriverStep(StepResult Step, PublishedStep Found)
{
    /// <summary>Mean less target, in points; null: no target.</summary>
    public double? Distance => Step.Verdict(Against.Target)?.Difference;
}

/// <summary>Reached: per cent still satisfied after the step. Lost: points of that lost at the step.</summary>
public sealed record FunnelStep(StepResult Step, int Reached, int Lost);

/// <summary>Published results from whole responses of one service.</summary>
public sealed class StepsTogether(IReadOnlyList<StepResult> steps, IEnumerable<PublishedStep> found)
{
    private readonly Dictionary<string, PublishedStep> _found = found.ToDictionary(step => step.Item);

    /// <summary>First the steps that miss their target, then by importance (rule D4). Empty: too few people rated everything.</summary>
    public IReadOnlyList<DriverStep> Drivers =>
        [
            .. Found()
                .Where(pair => pair.Found.Importance is not null)
                .Select(pair => new DriverStep(pair.Step, pair.Found))
                .OrderByDescending(driver => driver.Step.MissesTarget)
                .ThenByDescending(driver => driver.Found.Importance),
        ];

    /// <summary>In the order of the journey. Empty: too few people answered for every step.</summary>
    public IReadOnlyList<FunnelStep> Funnel
    {
        get
        {
            var reached = Found()
                .Where(pair => pair.Found.Reached is not null)
                .Select(pair => (pair.Step, Reached: pair.Found.Reached!.Value))
                .ToList();
            return
            [
                .. reached.Select(
                    (pair, index) => new FunnelStep(pair.Step, pair.Reached, (index == 0 ? 100 : reached[index - 1].Reached) - pair.Reached)
                ),
            ];
        }
    }

    public IReadOnlyList<StepImportance> Importance(Language language) =>
        [
            .. Drivers.Select(driver => new StepImportance(
                driver.Step.Number,
                driver.Step.Point.Name.In(language.Code),
                driver.Found.Importance!.Value,
                driver.Found.ImportanceLow!.Value,
                driver.Found.ImportanceHigh!.Value,
                driver.Distance,
                driver.Step.MissesTarget
            )),
        ];

    public IReadOnlyList<StepReached> Reached(Language language) =>
        [.. Funnel.Select(step => new StepReached(step.Step.Number, step.Step.Point.Name.In(language.Code), step.Reached, step.Lost))];

    private IEnumerable<(StepResult Step, PublishedStep Found)> Found() =>
        steps.Where(step => _found.ContainsKey(step.Point.Code)).Select(step => (step, _found[step.Point.Code]));
}
