using Survey.Db.Results;
using Survey.Reports.Disclosure;
using Survey.Reports.Scoring;

namespace Survey.Reports.Publishing;

/// <summary>A figure and what it is compared with, before the p values of its family are adjusted.</summary>
/// <param name="Test">Null: too few answers on one side for any finding.</param>
/// <param name="Difference">Of the shown values; null unless both are numbers.</param>
internal sealed record Comparison(
    long CellId,
    long RelationshipId,
    string Item,
    Against Against,
    long? OtherWaveId,
    MeanTest? Test,
    double? Difference,
    double Step
)
{
    /// <summary>Of the share of ratings 4-5; null unless both are shown.</summary>
    public ShareTest? Share { get; init; }

    /// <summary>Of the shown shares, in percentage points.</summary>
    public int? ShareDifference { get; init; }

    public int ShareStep { get; init; } = 1;

    /// <summary>Takes the p values adjusted within their families; null: no test.</summary>
    public PublishedVerdict Called(double? adjusted, double? adjustedShare)
    {
        var (ends, share) = (Difference is null ? null : Test?.Interval, Share?.Interval);
        return new(
            CellId,
            Item,
            Against,
            OtherWaveId,
            Word(adjusted, Test?.Difference) ?? Verdict.TooFew,
            Difference,
            ends is { } low ? ShownMean.Outward(low.Low, Step, isHigh: false) : null,
            ends is { } high ? ShownMean.Outward(high.High, Step, isHigh: true) : null,
            Word(adjustedShare, Share?.Difference),
            ShareDifference,
            share is { } from ? (int)ShownMean.Outward(100 * from.Low, ShareStep, isHigh: false) : null,
            share is { } to ? (int)ShownMean.Outward(100 * to.High, ShareStep, isHigh: true) : null
        );
    }

    private static Verdict? Word(double? p, double? difference) =>
        p is null ? (Verdict?)null
        : p > BenjaminiHochberg.Rate ? Verdict.NoChange
        : difference > 0 ? Verdict.Better
        : Verdict.Worse;
}
