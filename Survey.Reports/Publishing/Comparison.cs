using Survey.Db.Results;
using Survey.Reports.Scoring;

namespace Survey.Reports.Publishing;

/// <summary>A figure beside what it is compared with, before its family says what the difference is called.</summary>
/// <param name="Test">Null: too few answers on either side to tell anything, whatever they said.</param>
/// <param name="Difference">Of the published values; null unless both are exact.</param>
internal sealed record Comparison(
    long CellId, long RelationshipId, string Item, string Against, long? OtherWaveId, MeanTest? Test, double? Difference)
{
    /// <summary>Of the share of ratings 4-5; null unless both are published.</summary>
    public ShareTest? Share { get; init; }

    /// <summary>Of the published shares, in percentage points.</summary>
    public int? ShareDifference { get; init; }

    /// <param name="adjusted">The p value within its family; null without a test.</param>
    /// <param name="adjustedShare">The same of the share.</param>
    public PublishedVerdict Called(double? adjusted, double? adjustedShare) => new(
        CellId, Item, Against, OtherWaveId, Word(adjusted, Test?.Difference) ?? Verdict.TooFew,
        Difference, Difference is null ? null : End(Test?.Interval?.Low), Difference is null ? null : End(Test?.Interval?.High),
        Word(adjustedShare, Share?.Difference), ShareDifference, Percent(Share?.Interval?.Low), Percent(Share?.Interval?.High));

    private static string? Word(double? p, double? difference) =>
        p is null ? null
        : p > BenjaminiHochberg.Rate ? Verdict.NoChange
        : difference > 0 ? Verdict.Better
        : Verdict.Worse;

    private static double? End(double? value) => value is { } end ? Rounded.To(end, 2) : null;

    private static int? Percent(double? share) => share is { } end ? Rounded.Percent(end) : null;
}
