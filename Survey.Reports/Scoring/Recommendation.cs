namespace Survey.Reports.Scoring;

/// <summary>The recommendation score: per cent of 9-10 less per cent of 0-6, from -100 to 100.</summary>
public static class Recommendation
{
    public const int Lowest = -100;
    public const int Highest = 100;

    /// <summary>Added to promoters and to detractors (adjusted Wald: Rocks 2016, The American Statistician 70:365).</summary>
    private const double Added = 0.75;

    private const int Promoter = 9;
    private const int Passive = 7;

    public static double ScoreOf(BlurredCell answers) => 100 * (Promoters(answers) - Detractors(answers));

    /// <summary>Adjusted Wald: 3/4 more promoters and detractors, n + 3; with the variance of the blurring at both boundaries.</summary>
    public static Interval IntervalOf(BlurredCell answers)
    {
        var n = answers.Size + 4 * Added;
        var promoters = (Promoters(answers) * answers.Size + Added) / n;
        var detractors = (Detractors(answers) * answers.Size + Added) / n;
        var score = promoters - detractors;
        var half = Interval.Z * Math.Sqrt((promoters + detractors - score * score) / n + 2 * answers.NoiseOfShare());
        return Interval.Around(100 * score, 100 * half).Within(Lowest, Highest);
    }

    public static IReadOnlyList<double> Parts(BlurredCell answers) =>
        [Detractors(answers), 1 - Detractors(answers) - Promoters(answers), Promoters(answers)];

    private static double Promoters(BlurredCell answers) => answers.ShareFrom(Promoter);

    private static double Detractors(BlurredCell answers) => 1 - answers.ShareFrom(Passive);
}
