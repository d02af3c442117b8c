using MathNet.Numerics;

namespace Survey.Reports.Scoring;

/// <summary>A share, 0 to 1. Size: above 0, may be fractional. Noise: the variance that blurring added.</summary>
public readonly record struct Proportion(double Share, double Size, double Noise = 0)
{
    internal static Proportion Of(BlurredCell answers, bool besideSameCell) =>
        new(Favourable.Of(answers), answers.Size, answers.NoiseOfShare(besideSameCell));
}

/// <summary>
/// The difference of two independent shares, with an interval from both their Wilson intervals (Newcombe 1998, Statistics in Medicine
/// 17:873, method 10).
/// </summary>
public static class Newcombe
{
    private const double Equal = 1e-9;

    public static Interval IntervalOf(Proportion one, Proportion other) =>
        new(LowerEnd(one, other, Interval.Z), -LowerEnd(other, one, Interval.Z));

    /// <summary>Two-sided: the level at which the interval's end nearer to 0 is 0. 1 if the shares are equal.</summary>
    public static double P(Proportion one, Proportion other)
    {
        var (larger, smaller) = one.Share > other.Share ? (one, other) : (other, one);
        return larger.Share - smaller.Share < Equal ? 1 : SpecialFunctions.Erfc(StandardErrorsToZero(larger, smaller) / Constants.Sqrt2);
    }

    /// <summary>The number of standard errors at which the lower end is 0, by bisection: the lower end falls as they grow.</summary>
    private static double StandardErrorsToZero(Proportion larger, Proportion smaller)
    {
        double low = 0,
            high = 1;
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

    private static double LowerEnd(Proportion one, Proportion other, double z) =>
        one.Share
        - other.Share
        - Math.Sqrt(
            Square(one.Share - Wilson.IntervalOf(one.Share, one.Size, z).Low)
                + Square(Wilson.IntervalOf(other.Share, other.Size, z).High - other.Share)
                + z * z * (one.Noise + other.Noise)
        );

    private static double Square(double value) => value * value;
}
