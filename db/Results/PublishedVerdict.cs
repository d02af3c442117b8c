namespace Survey.Db.Results;

/// <summary>What a figure is compared with.</summary>
public static class Against
{
    /// <summary>The relationship's sealed wave before.</summary>
    public const string Before = "before";

    /// <summary>The relationship's sealed wave nearest to 365 days earlier, within 45.</summary>
    public const string YearAgo = "year_ago";

    /// <summary>What the provider promises at the breakdown point.</summary>
    public const string Target = "target";
}

/// <summary>What a change is called. Only what the statistics bear out is called better or worse.</summary>
public static class Verdict
{
    public const string Better = "better";
    public const string Worse = "worse";
    public const string NoChange = "no_change";
    public const string TooFew = "too_few";
}

/// <summary>A comparison as it was decided when the wave was sealed (rule D3).</summary>
/// <param name="Item"><c>overall</c> or the code of a breakdown point.</param>
/// <param name="Against">See <see cref="Results.Against"/>.</param>
/// <param name="OtherWaveId">The earlier wave; null: the target.</param>
/// <param name="Called">See <see cref="Verdict"/>.</param>
/// <param name="Difference">In points of the scale, a multiple of the coarser step of both figures; null unless both have a value.</param>
/// <param name="Low">95 % interval of the difference; null where there is none.</param>
/// <param name="ShareCalled">The same of the share of ratings 4-5; null unless both figures have shares.</param>
/// <param name="ShareDifference">In percentage points, of the published shares.</param>
/// <param name="ShareLow">95 % interval of the difference; null where there is none.</param>
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
    /// <summary>Of <c>published_verdict</c>, under the names that the record has.</summary>
    internal const string Columns = """
        cell_id, item, against, other_wave_id, verdict as called, difference, low, high,
        share_verdict as share_called, share_difference, share_low, share_high
        """;

    /// <summary>What the change of the share is called; null where it is not compared.</summary>
    public PublishedVerdict? OfShare => ShareCalled is { } called ? this with { Called = called } : null;
}
