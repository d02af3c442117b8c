using MathNet.Numerics.Distributions;

namespace Survey.Reports.Scoring;

/// <summary>
/// Least squares line through the means of waves of equal weight: slope +- t(97.5 %, m - 2) s / sqrt(Sxx) (Draper and Smith 1998, Applied
/// Regression Analysis, 1.2 and 1.4). Sums are decimal, so that equal means have slope 0.
/// </summary>
/// <param name="PerYear">In points of the scale.</param>
/// <param name="Interval">95 %; of width 0 if all points are on one line.</param>
public readonly record struct Slope(double PerYear, Interval Interval)
{
    /// <summary>With fewer waves the interval is too wide to say anything.</summary>
    public const int FewestWaves = 4;

    private const decimal DaysPerYear = 365.25m;

    /// <summary>Points: closing of a wave, in days from any day, and its mean. Null: too few waves, or all on one day.</summary>
    public static Slope? Of(IReadOnlyCollection<(int Days, double Value)> points)
    {
        decimal m = points.Count,
            x = points.Sum(point => (decimal)point.Days),
            y = points.Sum(point => (decimal)point.Value);
        var xx = m * points.Sum(point => (decimal)point.Days * point.Days) - x * x;
        var xy = m * points.Sum(point => point.Days * (decimal)point.Value) - x * y;
        var yy = m * points.Sum(point => (decimal)point.Value * (decimal)point.Value) - y * y;
        if (points.Count < FewestWaves || xx == 0)
        {
            return null;
        }
        var residual = Math.Max(0, yy - xy * xy / xx) / (m - 2);
        var half = StudentT.InvCDF(0, 1, points.Count - 2, 0.975) * Math.Sqrt((double)(residual / xx * DaysPerYear * DaysPerYear));
        var slope = (double)(xy / xx * DaysPerYear);
        return new(slope, Interval.Around(slope, half));
    }
}
