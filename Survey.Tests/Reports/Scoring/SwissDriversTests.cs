using System.Globalization;
using Survey.Reports.Scoring;

namespace Survey.Tests.Reports.Scoring;

/// <summary>
/// The published example of the method: relaimpo::calc.relimp(lm(Fertility ~ ., swiss), type = "lmg") (Grömping 2006, Journal of
/// Statistical Software 17:1). drivers.R finds the same from the definition.
/// </summary>
public sealed class SwissDriversTests
{
    /// <summary>
    /// 47 French-speaking provinces of Switzerland about 1888, R's data set "swiss" (Mosteller and Tukey 1977, Data Analysis and
    /// Regression): Agriculture, Examination, Education, Catholic, Infant.Mortality, Fertility.
    /// </summary>
    private const string Provinces = """
        17 15 12 9.96 22.2 80.2, 45.1 6 9 84.84 22.2 83.1, 39.7 5 5 93.4 20.2 92.5, 36.5 12 7 33.77 20.3 85.8,
        43.5 17 15 5.16 20.6 76.9, 35.3 9 7 90.57 26.6 76.1, 70.2 16 7 92.85 23.6 83.8, 67.8 14 8 97.16 24.9 92.4,
        53.3 12 7 97.67 21 82.4, 45.2 16 13 91.38 24.4 82.9, 64.5 14 6 98.61 24.5 87.1, 62 21 12 8.52 16.5 64.1,
        67.5 14 7 2.27 19.1 66.9, 60.7 19 12 4.43 22.7 68.9, 69.3 22 5 2.82 18.7 61.7, 72.6 18 2 24.2 21.2 68.3,
        34 17 8 3.3 20 71.7, 19.4 26 28 12.11 20.2 55.7, 15.2 31 20 2.15 10.8 54.3, 73 19 9 2.84 20 65.1,
        59.8 22 10 5.23 18 65.5, 55.1 14 3 4.52 22.4 65, 50.9 22 12 15.14 16.7 56.6, 54.1 20 6 4.2 15.3 57.4,
        71.2 12 1 2.4 21 72.5, 58.1 14 8 5.23 23.8 74.2, 63.5 6 3 2.56 18 72, 60.8 16 10 7.72 16.3 60.5,
        26.8 25 19 18.46 20.9 58.3, 49.5 15 8 6.1 22.5 65.4, 85.9 3 2 99.71 15.1 75.5, 84.9 7 6 99.68 19.8 69.3,
        89.7 5 2 100 18.3 77.3, 78.2 12 6 98.96 19.4 70.5, 64.9 7 3 98.22 20.2 79.4, 75.9 9 9 99.06 17.8 65,
        84.6 3 3 99.46 16.3 92.2, 63.1 13 13 96.83 18.1 79.3, 38.4 26 12 5.62 20.3 70.4, 7.7 29 11 13.79 20.5 65.7,
        16.7 22 13 11.22 18.9 72.7, 17.6 35 32 16.92 23 64.4, 37.6 15 7 4.97 20 77.6, 18.7 25 7 8.65 19.5 67.6,
        1.2 37 53 42.34 18 35, 46.6 16 29 50.43 18.2 44.7, 27.7 22 29 58.33 19.3 42.8
        """;

    /// <summary>Ratings are whole numbers; the unit of a column makes no difference.</summary>
    private static readonly int[] Units = [10, 1, 1, 100, 10, 10];

    [Test]
    public void The_variance_is_shared_as_in_the_published_example()
    {
        var shares = Drivers.Shares([.. Provinces.Split(',').Select(Province)])!;
        Assert.That(
            shares,
            Is.EqualTo(new[] { 0.0570912207681, 0.1711730289002, 0.2601346786244, 0.1055701503735, 0.1127659229265 }).Within(1e-12)
        );
        Assert.That(shares.Sum(), Is.EqualTo(0.7067).Within(0.00005), "R²");
    }

    private static RatedJourney Province(string columns)
    {
        var whole = columns
            .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Zip(Units, (number, unit) => (int)(unit * decimal.Parse(number, CultureInfo.InvariantCulture)))
            .ToList();
        return new(whole[..^1], whole[^1], 1);
    }
}
