using SkiaSharp;
using Survey.Reports.Charts;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Charts;

/// <summary>
/// Each kind of chart as a PNG, compared with how it looked when it was last looked at: the mean lightness of squares of 6 pixels,
/// in Pictures/. Another Skia may draw edges otherwise; a figure at another place moves whole squares.
/// </summary>
public sealed class ChartPicturesTests
{
    private const int Square = 6,
        Shades = 36;

    /// <summary>In shades, of the square that differs most.</summary>
    private const int Tolerance = 2;

    [TestCaseSource(typeof(SampleCharts), nameof(SampleCharts.FileNames))]
    public void It_looks_as_it_did(string name) => Assert.That(Difference(Look(name, 0), Kept(name)), Is.LessThanOrEqualTo(Tolerance));

    [TestCaseSource(typeof(SampleCharts), nameof(SampleCharts.FileNames))]
    public void A_figure_at_another_place_is_seen(string name) =>
        Assert.That(Difference(Look(name, 30), Kept(name)), Is.GreaterThan(Tolerance));

    [Test, Explicit("Keeps how charts look now; look at them first.")]
    public void Keep()
    {
        foreach (var name in SampleCharts.FileNames)
        {
            File.WriteAllLines(PathOf(name), Look(name, 0));
        }
    }

    private static string[] Kept(string name) => File.ReadAllLines(PathOf(name));

    private static string PathOf(string name) =>
        Path.Combine(Repository.Root, "Survey.Tests", "Reports", "Charts", "Pictures", $"{name}.txt");

    private static string[] Look(string name, int shift)
    {
        var file = new ChartFile("Title", "Wave office-2026-06-02 · about 85 answers", "Source", SampleCharts.Make(name, "en", shift));
        using var picture = SKBitmap.Decode(ChartRenderer.Png(file));
        return
        [
            .. Enumerable
                .Range(0, picture.Height / (2 * Square))
                .Select(row =>
                    string.Concat(
                        Enumerable.Range(0, picture.Width / (2 * Square)).Select(column => Letter(Lightness(picture, column, row)))
                    )
                ),
        ];
    }

    private static double Lightness(SKBitmap picture, int column, int row)
    {
        var sum = 0.0;
        for (var pixel = 0; pixel < 4 * Square * Square; pixel++)
        {
            var colour = picture.GetPixel(column * 2 * Square + pixel % (2 * Square), row * 2 * Square + pixel / (2 * Square));
            sum += 0.2126 * colour.Red + 0.7152 * colour.Green + 0.0722 * colour.Blue;
        }
        return sum / (4 * Square * Square) / 256;
    }

    private static char Letter(double lightness) => "0123456789abcdefghijklmnopqrstuvwxyz"[(int)(lightness * Shades)];

    private static int Difference(string[] one, string[] other) =>
        one.Length != other.Length || one[0].Length != other[0].Length
            ? int.MaxValue
            : one.Zip(other, (a, b) => a.Zip(b, (x, y) => Math.Abs(Shade(x) - Shade(y))).Max()).Max();

    private static int Shade(char letter) => letter <= '9' ? letter - '0' : letter - 'a' + 10;
}
