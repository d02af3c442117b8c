namespace Survey.Db.Results;

public enum Against
{
    /// <summary>The relationship's sealed wave before.</summary>
    Before,

    /// <summary>The relationship's sealed wave nearest to 365 days earlier, within 45.</summary>
    YearAgo,

    Target,
}

/// <summary>Result of a comparison. Better and worse need a significant test (rule D3).</summary>
public enum Verdict
{
    Better,
    Worse,
    NoChange,
    TooFew,
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
    Against Against,
    long? OtherWaveId,
    Verdict Called,
    double? Difference,
    double? Low,
    double? High,
    Verdict? ShareCalled = null,
    int? ShareDifference = null,
    int? ShareLow = null,
    int? ShareHigh = null
)
{
    internal const string Columns = """
        cell_id, item, against, other_wave_id, verdict as called, difference, low, high,
        share_verdict as share_called, share_difference, share_low, share_high
        """;

    /// <summary>The day since which the item is asked otherwise than in the other wave (rule D10); null: asked alike.</summary>
    public DateOnly? AskedDifferentlySince { get; init; }

    /// <summary>The day since which the number of customers is another (rule D10); null: about as many.</summary>
    public DateOnly? CustomersChangedSince { get; init; }

    /// <summary>Null: asked differently, so that no headline may tell of a change.</summary>
    public Verdict? CalledAlike => AskedDifferentlySince is null ? Called : null;

    /// <summary>The test found a difference.</summary>
    public bool IsClear => Called is Verdict.Better or Verdict.Worse;

    /// <summary>The comparison of the share; null: not compared.</summary>
    public PublishedVerdict? OfShare => ShareCalled is { } called ? this with { Called = called } : null;
}
