using Survey.Reports.Scoring;

namespace Survey.Reports.Disclosure;

/// <summary>The response rate from shown numbers; the same for open and for sealed waves (rules A3 and D6).</summary>
/// <param name="Percent">To the nearest 5; null: unknown, or Band is set.</param>
/// <param name="Band">under25, 25to50, 50to75 or over75.</param>
public readonly record struct ShownRate(int? Percent, string? Band)
{
    /// <summary>In per cent.</summary>
    public const int Step = 5;

    public static ShownRate Of(int answered, int asked) =>
        asked == 0 ? default
        : answered < BlurredCell.FewestForNumber ? new(null, BandOf(answered, asked))
        : new(ShownShare.Of(answered / (double)asked, Step), null);

    /// <summary>Takes shown numbers; <paramref name="asked"/> is above 0.</summary>
    public static string BandOf(int answered, int asked) =>
        (4L * answered / asked) switch
        {
            0 => "under25",
            1 => "25to50",
            2 => "50to75",
            _ => "over75",
        };
}
