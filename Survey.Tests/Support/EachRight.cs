using Survey.Db.Viewers;

namespace Survey.Tests.Support;

/// <summary>Viewers that differ in one right.</summary>
public static class EachRight
{
    private static readonly Right[] All = Enum.GetValues<Right>();

    /// <summary>A viewer with all rights in unit 1, and for each right others who have it nowhere, in other units or everywhere.</summary>
    public static IReadOnlyList<Viewer> ChangedOnce()
    {
        RightScope[] scopes = [RightScope.Nowhere, RightScope.In([2]), RightScope.In([1, 2]), RightScope.In([12]), RightScope.Everywhere];
        return [With([]), .. All.SelectMany(right => scopes.Select(scope => With(new() { [right] = scope })))];
    }

    private static Viewer With(Dictionary<Right, RightScope> changed) =>
        new("lead@example.org", All.ToDictionary(right => right, right => changed.GetValueOrDefault(right, RightScope.In([1]))));
}
