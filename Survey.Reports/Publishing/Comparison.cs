using Survey.Db.Results;
using Survey.Reports.Scoring;

namespace Survey.Reports.Publishing;

/// <summary>A figure beside what it is compared with, before its family says what the difference is called.</summary>
/// <param name="Test">Null: too few answers on either side to tell anything, whatever they said.</param>
/// <param name="Difference">Of the published values; null unless both are exact.</param>
internal sealed record Comparison(
    long CellId, long RelationshipId, string Item, string Against, long? OtherWaveId, MeanTest? Test, double? Difference)
{
    /// <param name="adjusted">The p value within its family; null without a test.</param>
    public PublishedVerdict Called(double? adjusted) => new(
        CellId, Item, Against, OtherWaveId,
        adjusted is not { } p ? Verdict.TooFew
            : p > BenjaminiHochberg.Rate ? Verdict.NoChange
            : Test!.Value.Difference > 0 ? Verdict.Better
            : Verdict.Worse,
        Difference, Difference is null ? null : End(Test?.Interval?.Low), Difference is null ? null : End(Test?.Interval?.High));

    private static double? End(double? value) => value is { } end ? Rounded.To(end, 2) : null;
}
