namespace Survey.Reports.Scoring;

/// <summary>
/// The exact one-sample test of a mean (Fisher 1935, The Design of Experiments, 21). If the target were the centre of a symmetric
/// distribution, each answer could be mirrored: of all mirrorings, the share whose mean is at least as far off.
/// </summary>
public static class SignFlipTest
{
    /// <summary>Decimal, so that equal distances are equal. Meant for under ten answers: there are 2^n mirrorings.</summary>
    public static double Of(Histogram answers, double target)
    {
        var distances = answers
            .Counts.SelectMany((count, step) => Enumerable.Repeat(answers.Lowest + step - (decimal)target, count))
            .ToArray();
        var observed = Math.Abs(distances.Sum());
        var ways = 1 << distances.Length;
        return Enumerable.Range(0, ways).Count(way => Math.Abs(Mirrored(distances, way)) >= observed) / (double)ways;
    }

    /// <summary>The smallest p that so many answers can have.</summary>
    internal static double Smallest(int answers) => Math.Pow(2, 1 - answers);

    private static decimal Mirrored(decimal[] distances, int way) =>
        distances.Select((distance, answer) => (way >> answer & 1) == 0 ? distance : -distance).Sum();
}
