using Survey.Reports.Disclosure;
using Survey.Reports.Scoring;
using Survey.Tests.Support;

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

    // The same in Python, each half hypot(half, z sqrt(2/3 + 128/63) / n): without and with n = 20 * 24 / 4.
    [TestCase(20, 0.3796911612444606, 0.8832612342542076)]
    [TestCase(120, 0.4661585170714352, 0.8295322621919714)]
    public void The_favourable_share_has_wilsons_interval_widened_by_the_moves(double size, double low, double high)
    {
        var answers = SampleFigures.Unblurred(1, [1, 2, 4, 8, 5]);
        Assert.That(Favourable.Of(answers), Is.EqualTo(0.65).Within(1e-12));
        Assert.That(Favourable.IntervalOf(answers, size).Low, Is.EqualTo(low).Within(1e-9));
        Assert.That(Favourable.IntervalOf(answers, size).High, Is.EqualTo(high).Within(1e-9));
    }

    // 20 promoters, 10 passives, 6 detractors: n = 39, p = 20.75/39, d = 6.75/39, s = p - d,
    // s +- z sqrt((p + d - s^2) / n + 2 (2/3 + 128/63) / 36^2), in Python.
    [Test]
    public void The_recommendation_score_has_an_adjusted_wald_interval_with_the_moves()
    {
        var answers = SampleFigures.Unblurred(0, [1, 0, 0, 2, 0, 1, 2, 4, 6, 12, 8]);
        Assert.That(Recommendation.ScoreOf(answers), Is.EqualTo(100.0 * 14 / 36).Within(1e-9));
        Assert.That(Recommendation.IntervalOf(answers).Low, Is.EqualTo(8.923703638442237).Within(1e-9));
        Assert.That(Recommendation.IntervalOf(answers).High, Is.EqualTo(62.871168156429555).Within(1e-9));
    }

    [TestCase(new[] { 5, 1, 1, 1, 2 }, 0)]
    [TestCase(new[] { 4, 1, 1, 1, 3 }, 1)]
    [TestCase(new[] { 0, 0, 0, 0, 1 }, 4)]
    public void The_median_band_is_where_half_of_the_answers_are_reached(int[] counts, int band) =>
        Assert.That(MedianBand.Of(SampleFigures.Unblurred(0, counts)), Is.EqualTo(band));

    [TestCase(5, 10, null, "50to75")]
    [TestCase(5, 20, null, "25to50")]
    [TestCase(0, 20, null, "under25")]
    [TestCase(5, 5, null, "over75")]
    [TestCase(10, 15, 65, null)]
    [TestCase(30, 25, 100, null)]
    [TestCase(0, 0, null, null)]
    public void Under_ten_answers_the_response_rate_is_a_band(int answered, int asked, int? percent, string? band) =>
        Assert.That(ShownRate.Of(answered, asked), Is.EqualTo(new ShownRate(percent, band)));

    [TestCase(107 / 40.0, 2, 2.68)]
    [TestCase(3.125, 2, 3.13)]
    [TestCase(3.25, 1, 3.3)]
    public void A_half_is_rounded_up_as_the_reader_expects(double value, int decimals, double expected) =>
        Assert.That(Rounded.To(value, decimals), Is.EqualTo(expected));
}
