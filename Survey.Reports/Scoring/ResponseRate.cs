namespace Survey.Reports.Scoring;

/// <summary>The share of those asked who answered, as it may be seen (rules A3 and D6).</summary>
/// <param name="Percent">Whole per cent; null: unknown, or <paramref name="Band"/> stands in for it.</param>
/// <param name="Band">under25, 25to50, 50to75 or over75; where neighbouring ones may not be told apart under50, 25to75, over50 or over25.</param>
public readonly record struct ResponseRate(int? Percent, string? Band)
{
    private const int Exact = 10;

    /// <param name="answered">Rated, or said that they had no contact.</param>
    /// <param name="asked">Asked and reached; null: unknown.</param>
    public static ResponseRate Of(int answered, int? asked) => asked switch
    {
        null or 0 => default,
        { } all when answered < Exact => new(null, BandOf(answered, all)),
        { } all => new(Rounded.Percent(Math.Min(1, answered / (double)all)), null),
    };

    /// <summary>A band that every number from <paramref name="fewest"/> to <paramref name="most"/> lies in; no answers and all in one: none.</summary>
    public static ResponseRate Between(int fewest, int most, int asked) => new(null, (BandOf(fewest, asked), BandOf(most, asked)) switch
    {
        var (low, high) when low == high => low,
        ("under25", "25to50") => "under50",
        ("25to50", "50to75") => "25to75",
        ("25to50", _) => "over25",
        ("50to75", _) => "over50",
        _ => null,
    });

    /// <summary>The most who can have answered for all that a band tells.</summary>
    public static int MostOf(int answered, int asked) => asked == 0 ? 0 : BandOf(answered, asked) switch
    {
        "under25" => (asked - 1) / 4,
        "25to50" => (2 * asked - 1) / 4,
        "50to75" => 3 * asked / 4,
        _ => asked,
    };

    public static string BandOf(int answered, int asked) => (4L * answered / asked) switch
    {
        0 => "under25",
        1 => "25to50",
        2 => "50to75",
        _ => 4L * answered == 3L * asked ? "50to75" : "over75",
    };
}
