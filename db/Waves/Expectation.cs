namespace Survey.Db.Waves;

/// <summary>
/// How a relationship will probably be answered: as in its last sealed wave. Only what was published of it counts, because from
/// the number of people whom a wave asks this can be computed back.
/// </summary>
/// <param name="Spread">Standard deviation of the overall rating.</param>
/// <param name="Answering">Share of those asked who answer, more than 0.</param>
/// <param name="Contact">Share of those who answer that had contact and so rate, more than 0.</param>
/// <param name="Before">How many rated it in the last wave; null: unknown, or too few to be told.</param>
public sealed record Expectation(double Spread, double Answering, double Contact = 1, int? Before = null)
{
    // Nobody can be asked a hundred times over: a wave that hardly anybody answered counts as this share.
    private const double Least = 0.05;

    public static Expectation FirstTime { get; } = new(1.0, 0.5);

    /// <summary>
    /// The interval will be published with the finite population correction: at least 80 % of those asked answer (rule D2). Below that the
    /// customers who do not answer are no chance sample, and the plan must not count on the correction either.
    /// </summary>
    public bool AllowsCorrection => Answering >= 0.8;

    /// <summary>Ratings per person asked.</summary>
    public double Rating => Answering * Contact;

    /// <param name="shares">Per cent of ratings as published, five parts or three; null: they were not.</param>
    /// <param name="answers">As published; null: too few.</param>
    /// <param name="responseRate">In per cent; null: see <paramref name="responseBand"/>, or unknown.</param>
    /// <param name="noContact">In per cent; null: not told.</param>
    public static Expectation Of(int[]? shares, int? answers, int? responseRate, string? responseBand, int? noContact) =>
        new(
            shares is { Length: 5 } ? SpreadOf(shares) : FirstTime.Spread,
            Math.Max(Least, responseRate / 100.0 ?? Middle(responseBand)),
            Math.Max(Least, 1 - (noContact ?? 0) / 100.0),
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

    /// <summary>Shares are rounded, so that all of them may seem to lie in one value: then the spread is that of a first time.</summary>
    private static double SpreadOf(int[] shares)
    {
        double all = shares.Sum();
        var mean = shares.Index().Sum(share => share.Index * share.Item) / all;
        var variance = shares.Index().Sum(share => share.Item * Math.Pow(share.Index - mean, 2)) / all;
        return variance > 0 ? Math.Sqrt(variance) : FirstTime.Spread;
    }
}
