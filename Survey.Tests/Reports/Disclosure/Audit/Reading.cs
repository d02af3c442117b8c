using MathNet.Numerics.Distributions;
using Survey.Db.Results;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>
/// What an intruder reads from a figure of ratings: which blurred answers would have been published like this. Written from the rule, not
/// from the product's code.
/// </summary>
/// <param name="N">The true number of answers, which the intruder knows; of a roll-up 1 / the largest weight.</param>
/// <param name="Size">The effective sample size.</param>
/// <param name="Factor">Of the sampling variance of the mean: finite population and widening.</param>
/// <param name="ShareSize">The effective size of the favourable share.</param>
/// <param name="Verdict">The word beside a target of 4.0; null: none is published.</param>
internal sealed record Reading(
    PublishedFigure Figure,
    double N,
    double Size,
    double Factor = 1,
    double? ShareSize = null,
    Verdict? Verdict = null
)
{
    public const double Target = 4;

    /// <summary>No layer moves farther together.</summary>
    private static readonly int Farthest = Layers.Numbers.Most;

    private const double Tiny = 1e-9;
    private const double Z = 1.959963984540054;

    private readonly double _t = StudentT.InvCDF(0, 1, Math.Max(1, Size - 1), 0.975);

    /// <summary>The variance of the moves at one boundary: three layers, or four where answers weigh differently.</summary>
    private readonly double _noise = 2 / 3.0 + 64 / 63.0 * (Math.Abs(Size - N) < 1e-6 ? 2 : 3);

    public bool IsInWords => Figure.Word is not null;

    /// <param name="above">After the moves, see <see cref="Ratings"/>.</param>
    public bool Admits(double[] above) =>
        IsInWords ? WordOf(Mean(above)) == Figure.Word : AdmitsHigh(above[2]) && AdmitsParts(above) && AdmitsMean(above);

    /// <summary>All whole blurred answers that would look like this, each coordinate plus <paramref name="known"/>.</summary>
    /// <param name="low">Lowest of the coordinates that are looked for.</param>
    public PointSet All(int low, int high, double[]? known = null)
    {
        var found = new List<int[]>();
        var at = known ?? new double[PointSet.Dimensions];
        var above = new double[PointSet.Dimensions];
        for (var c = low; c <= high; c++)
        {
            if (!IsInWords && !AdmitsHigh(at[2] + c))
            {
                continue;
            }
            for (var b = known is null ? Math.Max(low, c - 2 * Farthest) : low; b <= high; b++)
            {
                if (!IsInWords && !AdmitsMiddle(at[1] + b, at[2] + c))
                {
                    continue;
                }
                for (var a = known is null ? Math.Max(low, b - 2 * Farthest) : low; a <= high; a++)
                {
                    for (var d = low; d <= (known is null ? Math.Min(high, c + 2 * Farthest) : high); d++)
                    {
                        (above[0], above[1], above[2], above[3]) = (at[0] + a, at[1] + b, at[2] + c, at[3] + d);
                        if (Admits(above))
                        {
                            found.Add([a, b, c, d]);
                        }
                    }
                }
            }
        }
        return PointSet.Of(found);
    }

    private double Mean(double[] above) => Math.Clamp(1 + (above[0] + above[1] + above[2] + above[3]) / N, 1, 5);

    private static string WordOf(double mean) =>
        mean < 2.5 - Tiny ? FigureWord.Low
        : mean > 3.5 + Tiny ? FigureWord.High
        : FigureWord.Middle;

    /// <summary>About ten answers have no shares.</summary>
    private bool AdmitsHigh(double high)
    {
        var share = Math.Clamp(high / N, 0, 1);
        return Figure.ShareStep is null || Nearest(share) == Figure.Favourable && AdmitsWilson(share);
    }

    /// <summary>Of three parts, or of the middle one of five.</summary>
    private bool AdmitsMiddle(double middle, double high) =>
        Figure.Shares is null
        || (
            Figure.Shares.Length == 3
                ? Nearest(1 - Math.Clamp(middle / N, 0, 1)) == Figure.Shares[0]
                    && Nearest(Math.Clamp(middle / N, 0, 1) - Math.Clamp(high / N, 0, 1)) == Figure.Shares[1]
                : Nearest((middle - high) / N) == Figure.Shares[2]
        );

    private bool AdmitsParts(double[] above) =>
        AdmitsMiddle(above[1], above[2])
        && (
            Figure.Shares is null or { Length: 3 }
            || Ratings.Counts(N, above).Zip(Figure.Shares).All(part => Nearest(part.First / N) == part.Second)
        );

    private bool AdmitsMean(double[] above)
    {
        var mean = Mean(above);
        var step = Figure.Step!.Value;
        var last = (int)Math.Round(4 / step);
        var place = (int)Math.Floor((mean - 1) / step + 0.5 + Tiny);
        var looks =
            place <= 1 ? (Shown.Low, 1.5)
            : place >= last - 1 ? (Shown.High, last - 1.5)
            : (Shown.Yes, place);
        return looks.Item1 == Figure.Shown && Near(1 + looks.Item2 * step, Figure.Value) && AdmitsInterval(above, mean, step);
    }

    private bool AdmitsInterval(double[] above, double mean, double step)
    {
        var squares = Ratings.Counts(N, above).Select((count, place) => count * (place + 1 - mean) * (place + 1 - mean)).Sum();
        var variance = Size <= 1 ? 0 : Math.Max(0, squares / N * Size / (Size - 1));
        var half = _t * Math.Sqrt(variance / Size * Factor + 4 * _noise / (N * N));
        return Near(1 + step * Math.Floor((Math.Max(1, mean - half) - 1) / step + Tiny), Figure.Low)
            && Near(1 + step * Math.Ceiling((Math.Min(5, mean + half) - 1) / step - Tiny), Figure.High)
            && (Verdict is null || Verdict == Called(mean - Target, Math.Sqrt(variance / Size + 4 * _noise / (N * N))));
    }

    private Verdict Called(double difference, double error) =>
        2 * StudentT.CDF(0, 1, Math.Max(1, Size - 1), -Math.Abs(difference / error)) > 0.05 ? Survey.Db.Results.Verdict.NoChange
        : difference > 0 ? Survey.Db.Results.Verdict.Better
        : Survey.Db.Results.Verdict.Worse;

    /// <summary>Wilson's interval, its halves squared and added to the noise's.</summary>
    private bool AdmitsWilson(double share)
    {
        var n = ShareSize ?? Size;
        var middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n);
        var half = Z / (1 + Z * Z / n) * Math.Sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
        double low = Math.Max(0, middle - half),
            high = Math.Min(1, middle + half);
        low = Math.Max(0, share - Math.Sqrt((share - low) * (share - low) + Z * Z * _noise / (N * N)));
        high = Math.Min(1, share + Math.Sqrt((high - share) * (high - share) + Z * Z * _noise / (N * N)));
        var step = Figure.ShareStep!.Value;
        return step * (int)Math.Floor(low * 100 / step + Tiny) == Figure.FavourableLow
            && Math.Min(100, step * (int)Math.Ceiling(high * 100 / step - Tiny)) == Figure.FavourableHigh;
    }

    private int Nearest(double share) =>
        Figure.ShareStep!.Value * (int)Math.Floor(Math.Clamp(share, 0, 1) * 100 / Figure.ShareStep.Value + 0.5 + Tiny);

    private static bool Near(double one, double? other) => Math.Abs(one - other!.Value) < 1e-4;
}
