using Survey.Reports.Scoring;

namespace Survey.Tests.Reports.Scoring;

public sealed class ShareTests
{
    // Newcombe 1998, table I, method 3, prints four decimals; the rest by scipy 1.10.1: stats.binomtest(x, n).proportion_ci(.95, 'wilson').
    [TestCase(81, 263, 0.2552885198782742, 0.36620957698280004)]
    [TestCase(15, 148, 0.06238639953073629, 0.16048724172330803)]
    [TestCase(0, 20, 0, 0.16112515805281935)]
    [TestCase(1, 29, 0.006113214292762667, 0.17175521879320282)]
    [TestCase(1, 1, 0.2065493143772375, 1)]
    [TestCase(0, 1, 0, 0.7934506856227626)]
    public void Wilsons_interval_agrees_with_the_published_examples(int x, int n, double low, double high)
    {
        var interval = Wilson.IntervalOf(x / (double)n, n);
        Assert.That(interval.Low, Is.EqualTo(low).Within(1e-9));
        Assert.That(interval.High, Is.EqualTo(high).Within(1e-9));
    }

    // The same formula in Python with n = 20 * 23 / 4.
    [Test]
    public void The_favourable_share_uses_the_effective_sample_size()
    {
        var strata = new Strata([new(new(1, [1, 2, 4, 8, 5]), new(24, 24, 20, 0), 0)]);
        Assert.That(Favourable.Of(strata), Is.EqualTo(0.65));
        Assert.That(Favourable.IntervalOf(strata)!.Value.Low, Is.EqualTo(0.5592603185236918).Within(1e-9));
        Assert.That(Favourable.IntervalOf(strata)!.Value.High, Is.EqualTo(0.7310424120415143).Within(1e-9));
    }

    // W = (24/124, 100/124), n_eff = 1 / sum(W^2 / n) / (30/24) = 12.239496089153459, p = 0.6096774193548387, then Wilson.
    [Test]
    public void The_favourable_share_of_a_roll_up_is_weighted_and_widened()
    {
        var strata = new Strata([new(new(1, [1, 2, 4, 8, 5]), new(24, 24, 20, 0), 0), new(new(1, [0, 1, 3, 4, 2]), new(100, 100, 10, 0), 0)], 24);
        Assert.That(Favourable.Of(strata), Is.EqualTo(0.6096774193548387).Within(1e-12));
        Assert.That(Favourable.IntervalOf(strata)!.Value.Low, Is.EqualTo(0.3436159479941843).Within(1e-9));
        Assert.That(Favourable.IntervalOf(strata)!.Value.High, Is.EqualTo(0.8233388569645611).Within(1e-9));
    }

    [Test]
    public void The_favourable_share_of_a_census_has_no_interval() =>
        Assert.That(Favourable.IntervalOf(new Strata([new(new(1, [0, 0, 0, 6, 6]), new(12, 12, 12, 0), 0)])), Is.Null);

    // W = 40/50 of which 20 answered, n_eff = 1 / (W^2 / 20), then Wilson.
    [Test]
    public void A_census_adds_no_doubt_to_the_favourable_share_of_a_roll_up()
    {
        var strata = new Strata([new(new(1, [1, 2, 4, 8, 5]), new(40, 40, 20, 0), 0), new(new(1, [0, 1, 3, 4, 2]), new(10, 10, 10, 0), 0)]);
        Assert.That(Favourable.Of(strata), Is.EqualTo(0.64).Within(1e-12));
        Assert.That(Favourable.IntervalOf(strata)!.Value.Low, Is.EqualTo(0.46512250662751653).Within(1e-9));
        Assert.That(Favourable.IntervalOf(strata)!.Value.High, Is.EqualTo(0.784225918717512).Within(1e-9));
    }

    // 20 promoters, 10 passives, 6 detractors: n = 39, p = 20.75/39, d = 6.75/39, s = p - d, s +- z sqrt((p + d - s^2) / n), in Python.
    [Test]
    public void The_recommendation_score_has_an_adjusted_wald_interval()
    {
        var answers = new Histogram(0, [1, 0, 0, 2, 0, 1, 2, 4, 6, 12, 8]);
        Assert.That(Recommendation.ScoreOf(answers), Is.EqualTo(100.0 * 14 / 36).Within(1e-12));
        Assert.That(Recommendation.IntervalOf(answers).Low, Is.EqualTo(12.072752356306541).Within(1e-9));
        Assert.That(Recommendation.IntervalOf(answers).High, Is.EqualTo(59.72211943856526).Within(1e-9));
    }

    [TestCase(new[] { 5, 1, 1, 1, 2 }, 0)]
    [TestCase(new[] { 4, 1, 1, 1, 3 }, 1)]
    [TestCase(new[] { 0, 0, 0, 0, 1 }, 4)]
    public void The_median_band_is_where_half_of_the_answers_are_reached(int[] counts, int band) =>
        Assert.That(MedianBand.Of(new Histogram(0, counts)), Is.EqualTo(band));

    [Test]
    public void Nobody_has_no_median_band() =>
        Assert.Throws<ArgumentException>(() => MedianBand.Of(new Histogram(0, [0, 0, 0, 0, 0])));

    [TestCase(9, 12, null, "50to75")]
    [TestCase(9, 11, null, "over75")]
    [TestCase(3, 12, null, "25to50")]
    [TestCase(2, 12, null, "under25")]
    [TestCase(6, 12, null, "50to75")]
    [TestCase(0, 12, null, "under25")]
    [TestCase(9, 9, null, "over75")]
    [TestCase(10, 12, 83, null)]
    [TestCase(0, 0, null, null)]
    public void Under_ten_answers_the_response_rate_is_a_band(int answered, int asked, int? percent, string? band) =>
        Assert.That(ResponseRate.Of(answered, asked), Is.EqualTo(new ResponseRate(percent, band)));

    [Test]
    public void The_response_rate_of_history_is_unknown() => Assert.That(ResponseRate.Of(100, null), Is.EqualTo(default(ResponseRate)));

    [TestCase(107 / 40.0, 2, 2.68)]
    [TestCase(3.125, 2, 3.13)]
    [TestCase(3.25, 1, 3.3)]
    public void A_half_is_rounded_up_as_the_reader_expects(double value, int decimals, double expected) =>
        Assert.That(Rounded.To(value, decimals), Is.EqualTo(expected));

    [Test]
    public void Shares_are_rounded_to_whole_per_cent() => Assert.That(Rounded.Percent(0.285), Is.EqualTo(29));
}
