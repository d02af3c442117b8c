using Survey.Reports.Scoring;

namespace Survey.Tests.Reports.Scoring;

public sealed class SlopeTests
{
    // Expected: scipy 1.10.1, r = stats.linregress([d / 365.25 for d in days], means); r.slope -+ stats.t.ppf(.975, m - 2) * r.stderr.
    [TestCase(
        new[] { 0, 91, 182, 273, 364 },
        new[] { 3.41, 3.52, 3.48, 3.70, 3.66 },
        0.27293406593406605,
        0.00016674477763684026,
        0.5457013870904952
    )]
    [TestCase(
        new[] { -1095, -730, -365, 0 },
        new[] { 4.2, 4.05, 3.9, 3.91 },
        -0.10206986301369864,
        -0.22139014346313654,
        0.017250417435739268
    )]
    [TestCase(new[] { 0, 30, 61, 400 }, new[] { 3.5, 3.9, 3.4, 3.6 }, -0.011200686147440112, -1.2978953311778576, 1.2754939588829775)]
    public void A_slope_has_a_t_interval_on_two_degrees_less_than_waves(int[] days, double[] means, double slope, double low, double high)
    {
        var found = Slope.Of([.. days.Zip(means)])!.Value;
        Assert.That(found.PerYear, Is.EqualTo(slope).Within(1e-9));
        Assert.That(found.Interval.Low, Is.EqualTo(low).Within(1e-9));
        Assert.That(found.Interval.High, Is.EqualTo(high).Within(1e-9));
        Assert.That(
            Slope.Of([.. days.Select(day => day + 7000).Zip(means)])!.Value.PerYear,
            Is.EqualTo(slope).Within(1e-9),
            "wherever the days are counted from"
        );
    }

    [Test]
    public void Equal_means_have_no_slope_and_a_straight_line_no_doubt()
    {
        Assert.That(Slope.Of([(0, 4.1), (30, 4.1), (61, 4.1), (91, 4.1), (122, 4.1)]), Is.EqualTo(new Slope(0, new(0, 0))));
        var line = Slope.Of([(0, 3.0), (1461, 3.4), (2922, 3.8), (4383, 4.2)])!.Value;
        Assert.That((line.PerYear, line.Interval.Low, line.Interval.High), Is.EqualTo((0.1, 0.1, 0.1)).Within(1e-9));
    }

    [Test]
    public void Fewer_than_four_waves_or_one_day_tell_nothing()
    {
        Assert.That(Slope.Of([]), Is.Null);
        Assert.That(Slope.Of([(0, 3.0), (30, 3.1), (61, 3.2)]), Is.Null);
        Assert.That(Slope.Of([(5, 3.0), (5, 3.1), (5, 3.2), (5, 3.3)]), Is.Null);
    }
}
