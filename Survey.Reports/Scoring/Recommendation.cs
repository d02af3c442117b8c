namespace Survey.Reports.Scoring;

/// <summary>The recommendation score: per cent of 9-10 less per cent of 0-6, from -100 to 100.</summary>
public static class Recommendation
{
    /// <param name="answers">From 0 to 10; at least one.</param>
    public static double ScoreOf(Histogram answers) => 100.0 * (Promoters(answers) - Detractors(answers)) / answers.N;

    /// <summary>Adjusted Wald: 3/4 of a promoter and of a detractor more, n + 3 (Rocks 2016, The American Statistician 70:365).</summary>
    public static Interval IntervalOf(Histogram answers)
    {
        var n = answers.N + 3.0;
        var promoters = (Promoters(answers) + 0.75) / n;
        var detractors = (Detractors(answers) + 0.75) / n;
        var score = promoters - detractors;
        var half = Interval.Z * Math.Sqrt((promoters + detractors - score * score) / n);
        return Interval.Around(100 * score, 100 * half).Within(-100, 100);
    }

    private static int Promoters(Histogram answers) => answers.AtLeast(9);

    private static int Detractors(Histogram answers) => answers.N - answers.AtLeast(7);
}
