using MathNet.Numerics;

namespace Survey.Reports.Scoring;

/// <summary>
/// The difference of two independent shares, its interval made of both their Wilson intervals (Newcombe 1998, Statistics in Medicine 17:873,
/// method 10). Numbers of answers are above 0.
/// </summary>
public static class Newcombe
{
    public static Interval IntervalOf(int some, int n, int others, int m) => new(
        LowerEnd((some / (double)n, n), (others / (double)m, m), Interval.Z),
        -LowerEnd((others / (double)m, m), (some / (double)n, n), Interval.Z));

    /// <summary>Two-sided: the level at which the interval's end nearer to 0 touches it. 1 where the shares are equal.</summary>
    public static double P(int some, int n, int others, int m)
    {
        (double Share, int N) one = (some / (double)n, n), other = (others / (double)m, m);
        var (larger, smaller) = one.Share > other.Share ? (one, other) : (other, one);
        return (long)some * m == (long)others * n ? 1 : SpecialFunctions.Erfc(Touching(larger, smaller) / Constants.Sqrt2);
    }

    /// <summary>The number of standard errors at which the lower end is 0, to the last digit: it falls as they grow, and below 0 in the end.</summary>
    private static double Touching((double Share, int N) larger, (double Share, int N) smaller)
    {
        double low = 0, high = 1;
        while (LowerEnd(larger, smaller, high) > 0)
        {
            (low, high) = (high, 2 * high);
        }
        for (var middle = (low + high) / 2; middle > low && middle < high; middle = (low + high) / 2)
        {
            (low, high) = LowerEnd(larger, smaller, middle) > 0 ? (middle, high) : (low, middle);
        }
        return high;
    }

    private static double LowerEnd((double Share, int N) one, (double Share, int N) other, double z) =>
        one.Share - other.Share - Math.Sqrt(
            Square(one.Share - Wilson.IntervalOf(one.Share, one.N, z).Low) + Square(Wilson.IntervalOf(other.Share, other.N, z).High - other.Share));

    private static double Square(double value) => value * value;
}
