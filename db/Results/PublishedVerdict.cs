namespace Survey.Db.Results;

public static class Against
{
    /// <summary>The relationship's sealed wave before.</summary>
    public const string Before = "before";

    /// <summary>The relationship's sealed wave nearest to 365 days earlier, within 45.</summary>
    public const string YearAgo = "year_ago";

    public const string Target = "target";
}

/// <summary>Result of a comparison. Better and worse need a significant test (rule D3).</summary>
public static class Verdict
{
    public const string Better = "better";
    public const string Worse = "worse";
    public const string NoChange = "no_change";
    public const string TooFew = "too_few";
}

/// <summary>A comparison, decided at sealing (rule D3).</summary>
/// <param name="Item">overall or a step's code.</param>
/// <param name="OtherWaveId">Null: compared with the target.</param>
/// <param name="Difference">In points of the scale, a multiple of the coarser rounding step; null: a figure has no value.</param>
/// <param name="Low">95 % interval of the difference, as is ShareLow; null: none.</param>
/// <param name="ShareCalled">Verdict on the share of ratings 4-5; null: a figure has no shares.</param>
/// <param name="ShareDifference">In percentage points, of the published shares.</param>
public sealed record PublishedVerdict(
    long CellId,
    string Item,
    string Against,
    long? OtherWaveId,
    string Called,
    double? Difference,
    double? Low,
    double? High,
    string? ShareCalled = null,
    int? ShareDifference = null,
    int? ShareLow = null,
    int? ShareHigh = null
)
{
    internal const string Columns = """
        cell_id, item, against, other_wave_id, verdict as called, difference, low, high,
        share_verdict as share_called, share_difference, share_low, share_high
        """;

    /// <summary>The comparison of the share; null: not compared.</summary>
    public PublishedVerdict? OfShare => ShareCalled is { } called ? this with { Called = called } : null;
}
