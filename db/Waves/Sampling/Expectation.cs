namespace Survey.Db.Waves.Sampling;

/// <summary>Expected answers of a relationship, from the published figures of its last sealed wave.</summary>
/// <remarks>Unpublished numbers must not be used: they could be computed back from the number of people that a wave asks.</remarks>
/// <param name="Spread">Standard deviation of the overall rating.</param>
/// <param name="Answering">Share of those asked who answer, more than 0.</param>
/// <param name="Contact">Share of those who answer that had contact and so rate, more than 0.</param>
/// <param name="Before">How many rated in the last wave; null: unknown, or suppressed.</param>
public sealed record Expectation(double Spread, double Answering, double Contact = 1, int? Before = null)
{
    // Keeps the planned sample finite after a wave that hardly anybody answered.
    private const double MinimumRate = 0.05;

    public static Expectation FirstTime { get; } = new(1.0, 0.5);

    /// <summary>The published interval will have the finite population correction: at least 80 % of those asked answer (rule D2).</summary>
    public bool AllowsCorrection => Answering >= Thresholds.NearlyAll / 100.0;

    public double Rating => Answering * Contact;

    /// <param name="shares">Published per cent of ratings, in five or three parts; null: suppressed.</param>
    /// <param name="responseRate">In per cent; null: see responseBand, or unknown.</param>
    public static Expectation Of(int[]? shares, int? answers, int? responseRate, string? responseBand, int? noContact) =>
        new(
            shares is { Length: 5 } ? SpreadOf(shares) : FirstTime.Spread,
            Math.Max(MinimumRate, responseRate / 100.0 ?? Middle(responseBand)),
            Math.Max(MinimumRate, 1 - (noContact ?? 0) / 100.0),
            answers
        );

    private static double Middle(string? band) =>
        band switch
        {
            "under25" => 0.125,
            "25to50" => 0.375,
            "50to75" => 0.625,
            "over75" => 0.875,
            "under50" => 0.25,
            "25to75" => 0.5,
            "over25" => 0.625,
            "over50" => 0.75,
            _ => FirstTime.Answering,
        };

    /// <summary>Rounded shares may all fall on one rating. Then the first-time standard deviation is used.</summary>
    private static double SpreadOf(int[] shares)
    {
        double all = shares.Sum();
        var mean = shares.Index().Sum(share => share.Index * share.Item) / all;
        var variance = shares.Index().Sum(share => share.Item * Math.Pow(share.Index - mean, 2)) / all;
        return variance > 0 ? Math.Sqrt(variance) : FirstTime.Spread;
    }
}
