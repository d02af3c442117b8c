using MathNet.Numerics.Distributions;

namespace Survey.Db.Waves;

/// <summary>How many answers it takes, and what they will show. Numbers of answers are expectations and need not be whole.</summary>
public static class SampleSize
{
    private const double Confidence = 0.975;

    /// <summary>A change is called noticeable when it would be found in four of five cases.</summary>
    private const double Power = 0.80;

    /// <summary>
    /// Half the width of the 95 % interval of a mean: t s sqrt((1 - n/N) / n) (Cochran 1977, Sampling Techniques, 2.8 and 4.4).
    /// </summary>
    /// <param name="isCorrected">False: without the finite population correction 1 - n/N; see <see cref="Expectation.AllowsCorrection"/>.</param>
    /// <returns>Infinite below two answers; 0 when everybody answers and the correction is allowed.</returns>
    public static double HalfWidth(double spread, double answers, double population, bool isCorrected) =>
        HalfWidth(spread, [(answers, population)], isCorrected);

    /// <summary>
    /// The same of a mean weighted by cells that were asked at different rates (Kish 1965, Survey Sampling, 11.7): as it is published, with one
    /// correction for the whole relationship.
    /// </summary>
    public static double HalfWidth(double spread, IReadOnlyCollection<(double Answers, double Population)> cells, bool isCorrected)
    {
        var population = cells.Sum(cell => cell.Population);
        var answers = cells.Sum(cell => cell.Answers);
        if (answers < 2 || cells.Any(cell => cell.Answers <= 0))
        {
            return double.PositiveInfinity;
        }
        var correction = isCorrected ? Math.Max(0, 1 - answers / population) : 1;
        var variance = correction * cells.Sum(cell => Math.Pow(cell.Population / population, 2) / cell.Answers);
        return StudentT.InvCDF(0, 1, answers - 1, Confidence) * spread * Math.Sqrt(variance);
    }

    /// <returns>The fewest answers, at least 2, whose interval is that narrow; all of them where fewer are not enough.</returns>
    public static int AnswersFor(double halfWidth, double spread, double population, bool isCorrected)
    {
        var (few, enough) = (1, Math.Max(2, (int)Math.Ceiling(population)));
        while (enough - few > 1)
        {
            var middle = (few + enough) / 2;
            (few, enough) = HalfWidth(spread, middle, population, isCorrected) <= halfWidth ? (few, middle) : (middle, enough);
        }
        return enough;
    }

    /// <summary>
    /// The smallest difference between two waves' means that a test at 5 % finds with a probability of 80 %:
    /// (t(97.5 %) + t(80 %)) s sqrt(1/n + 1/m) (Cohen 1988, Statistical Power Analysis, 2.3); no finite population correction, as in the test.
    /// </summary>
    /// <returns>Infinite below two answers.</returns>
    public static double SmallestChange(double spread, double answers, double before)
    {
        var freedom = answers + before - 2;
        return Math.Min(answers, before) < 2 ? double.PositiveInfinity
            : (StudentT.InvCDF(0, 1, freedom, Confidence) + StudentT.InvCDF(0, 1, freedom, Power)) * spread * Math.Sqrt(1 / answers + 1 / before);
    }
}
