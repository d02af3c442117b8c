using MathNet.Numerics.Distributions;

namespace Survey.Db.Waves.Sampling;

/// <summary>Sample sizes. Numbers of answers are expectations and need not be whole.</summary>
public static class SampleSize
{
    private const double Confidence = 0.975;

    // Variance that blurring (rule A6) adds to a mean on a 1-5 scale, times n squared:
    // at 4 boundaries, 2/3 of the item's layer and 64/63 of each of two other layers.
    private const double BlurringNoise = 4 * (2 / 3.0 + 2 * 64 / 63.0);

    // The same for a difference of two waves of one cell, which share one of the two other layers.
    private const double DifferenceNoise = 4 * (2 / 3.0 + 64 / 63.0);

    private const double Power = 0.80;

    /// <summary>t sqrt(s^2 (1 - n/N) / n + v) (Cochran 1977, Sampling Techniques, 2.8 and 4.4), v the variance of the blurring.</summary>
    /// <param name="isCorrected">With the finite population correction 1 - n/N, see Expectation.AllowsCorrection.</param>
    /// <returns>Half-width of the mean's 95 % interval; infinite below two answers.</returns>
    public static double HalfWidth(double spread, double answers, double population, bool isCorrected) =>
        HalfWidth(spread, [(answers, population)], isCorrected);

    /// <summary>The same for a weighted mean (Kish 1965, Survey Sampling, 11.7), with one correction for all cells, as published.</summary>
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
        var heaviest = cells.Max(cell => cell.Population / population / cell.Answers);
        return StudentT.InvCDF(0, 1, answers - 1, Confidence) * Math.Sqrt(spread * spread * variance + BlurringNoise * heaviest * heaviest);
    }

    /// <returns>The fewest answers, at least 2, that reach the half-width; else the whole population.</returns>
    public static int AnswersFor(double halfWidth, double spread, double population, bool isCorrected)
    {
        var (tooFew, enough) = (1, Math.Max(2, (int)Math.Ceiling(population)));
        while (enough - tooFew > 1)
        {
            var middle = (tooFew + enough) / 2;
            (tooFew, enough) = HalfWidth(spread, middle, population, isCorrected) <= halfWidth ? (tooFew, middle) : (middle, enough);
        }
        return enough;
    }

    /// <summary>Smallest difference of two means that a test at 5 % finds with 80 % probability; infinite below two answers.</summary>
    /// <remarks>(t(97.5 %) + t(80 %)) sqrt(s^2 (1/n + 1/m) + v) (Cohen 1988, Statistical Power Analysis, 2.3), uncorrected for N.</remarks>
    public static double SmallestChange(double spread, double answers, double before)
    {
        var degreesOfFreedom = answers + before - 2;
        return Math.Min(answers, before) < 2
            ? double.PositiveInfinity
            : (StudentT.InvCDF(0, 1, degreesOfFreedom, Confidence) + StudentT.InvCDF(0, 1, degreesOfFreedom, Power))
                * Math.Sqrt(
                    spread * spread * (1 / answers + 1 / before) + DifferenceNoise * (1 / (answers * answers) + 1 / (before * before))
                );
    }
}
