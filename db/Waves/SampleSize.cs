using MathNet.Numerics.Distributions;

namespace Survey.Db.Waves;

/// <summary>How many answers it takes, and what they will show. Numbers of answers are expectations and need not be whole.</summary>
public static class SampleSize
{
    private const double Confidence = 0.975;

    /// <summary>
    /// What the moves of blurred figures (rule A6) add to the variance of a mean on a 1-5 scale, times the square of the number of answers:
    /// at four
    /// boundaries 2/3 of the item's layer and 64/63 of each of two others.
    /// </summary>
    private const double Moves = 4 * (2 / 3.0 + 2 * 64 / 63.0);

    /// <summary>The same beside another wave of the same cell, where one of the others is the same.</summary>
    private const double MovesBetweenWaves = 4 * (2 / 3.0 + 64 / 63.0);

    /// <summary>A change is called noticeable when it would be found in four of five cases.</summary>
    private const double Power = 0.80;

    /// <summary>
    /// Half the width of the 95 % interval of a mean: t sqrt(s^2 (1 - n/N) / n + v) (Cochran 1977, Sampling Techniques, 2.8 and 4.4), where
    /// v is
    /// the variance of the moves.
    /// </summary>
    /// <param name="isCorrected">False: without the finite population correction 1 - n/N; see <see
    /// cref="Expectation.AllowsCorrection"/>.</param>
    /// <returns>Infinite below two answers.</returns>
    public static double HalfWidth(double spread, double answers, double population, bool isCorrected) =>
        HalfWidth(spread, [(answers, population)], isCorrected);

    /// <summary>
    /// The same of a mean weighted by cells that were asked at different rates (Kish 1965, Survey Sampling, 11.7): as it is published, with
    /// one
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
        var heaviest = cells.Max(cell => cell.Population / population / cell.Answers);
        return StudentT.InvCDF(0, 1, answers - 1, Confidence) * Math.Sqrt(spread * spread * variance + Moves * heaviest * heaviest);
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
    /// (t(97.5 %) + t(80 %)) sqrt(s^2 (1/n + 1/m) + v) (Cohen 1988, Statistical Power Analysis, 2.3), where v is the variance of the moves;
    /// no finite
    /// population correction, as in the test.
    /// </summary>
    /// <returns>Infinite below two answers.</returns>
    public static double SmallestChange(double spread, double answers, double before)
    {
        var freedom = answers + before - 2;
        return Math.Min(answers, before) < 2
            ? double.PositiveInfinity
            : (StudentT.InvCDF(0, 1, freedom, Confidence) + StudentT.InvCDF(0, 1, freedom, Power))
                * Math.Sqrt(
                    spread * spread * (1 / answers + 1 / before) + MovesBetweenWaves * (1 / (answers * answers) + 1 / (before * before))
                );
    }
}
