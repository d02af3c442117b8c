using Survey.Reports.Scoring;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Scoring;

/// <summary>
/// Expected: scipy 1.10.1. The interval from the two stats.binomtest(x, n).proportion_ci(.95, 'wilson'), p - q -+ math.hypot(...); the
/// first eight are the examples of Newcombe 1998, table II, whose method 10 prints the same four decimals. p: 2 * stats.norm.sf(z) of the
/// optimize.brentq(..., xtol=1e-15) root z of the interval's end nearer to 0.
/// </summary>
public sealed class NewcombeTests
{
    [TestCase(56, 70, 48, 80, 0.05243147240236484, 0.3338726540369059, 0.00813314035860684)]
    [TestCase(9, 10, 3, 10, 0.17052272393450296, 0.8090179735354881, 0.004963401417510237)]
    [TestCase(6, 7, 2, 7, 0.0582279274823122, 0.8062496375242278, 0.02662505754786539)]
    [TestCase(5, 56, 0, 29, -0.03813714790353688, 0.1925600138551116, 0.11755573067257472)]
    [TestCase(0, 10, 0, 20, -0.16112515805281935, 0.27753279986288926, 1)]
    [TestCase(0, 10, 0, 10, -0.27753279986288926, 0.27753279986288926, 1)]
    [TestCase(10, 10, 0, 20, 0.6790860371419147, 1.0, 4.507819558742583e-09)]
    [TestCase(10, 10, 0, 10, 0.6075093504305242, 1.0, 8.948083719467091e-07)]
    [TestCase(13, 20, 5, 20, 0.09180795106768125, 0.6181247115489322, 0.009987160285773998)]
    [TestCase(700, 2000, 910, 2000, -0.13505725380385367, -0.07466951813319594, 1.2385768634713617e-11)]
    [TestCase(12, 12, 12, 15, -0.07491806243970173, 0.4518544871516935, 0.12309572180929992)]
    public void The_interval_agrees_with_the_published_examples_and_p_is_where_it_touches_nothing(
        int some,
        int n,
        int others,
        int m,
        double low,
        double high,
        double p
    )
    {
        var (one, other) = (Share(some, n), Share(others, m));
        var (forth, back) = (Newcombe.IntervalOf(one, other), Newcombe.IntervalOf(other, one));
        Assert.That(forth.Low, Is.EqualTo(low).Within(1e-9));
        Assert.That(forth.High, Is.EqualTo(high).Within(1e-9));
        Assert.That((back.Low, back.High), Is.EqualTo((-forth.High, -forth.Low)), "turned round");
        Assert.That(Newcombe.P(one, other), Is.EqualTo(p).Within(1e-9).And.EqualTo(Newcombe.P(other, one)));
        Assert.That(Newcombe.P(one, other) < 0.05, Is.EqualTo(low > 0 || high < 0));
    }

    // By the same script; 1e-129 is no error, nor is what no double can hold.
    [Test]
    public void A_hundred_thousand_answers_are_no_error()
    {
        Assert.That(Newcombe.P(Share(1, 10), Share(0, 100_000)) / 1.6077567105492216e-129, Is.EqualTo(1).Within(1e-6));
        Assert.That(Newcombe.P(Share(100_000, 100_000), Share(0, 100_000)), Is.Zero);
        Assert.That(Compare([0, 0, 0, 0, 100_000], [100_000, 0, 0, 0, 0]).P, Is.GreaterThan(0));
    }

    // By the same script with z sqrt(2/3 + 64/63) / n beside each Wilson half.
    [TestCase(new[] { 1, 2, 4, 8, 5 }, new[] { 3, 6, 6, 4, 1 }, 0.4, 0.04320962239936943, 0.6826577865752237, 0.027643567316172738)]
    [TestCase(new[] { 1, 2, 4, 8, 5 }, new[] { 0, 1, 3, 4, 2 }, 0.05, -0.37624548208426883, 0.4880013118218213, 0.8326253656575923)]
    public void Shares_of_two_waves_are_compared_with_the_moves(
        int[] now,
        int[] before,
        double difference,
        double low,
        double high,
        double p
    )
    {
        var test = Compare(now, before);
        Assert.That(test.Difference, Is.EqualTo(difference).Within(1e-12));
        Assert.That(test.Interval.Low, Is.EqualTo(low).Within(1e-9));
        Assert.That(test.Interval.High, Is.EqualTo(high).Within(1e-9));
        Assert.That(test.P, Is.EqualTo(p).Within(1e-9));
    }

    [Test]
    public void Equal_answers_on_both_sides_are_no_difference_yet_no_certainty()
    {
        var test = Compare([0, 0, 0, 12, 0], [0, 0, 0, 0, 15]);
        Assert.That(test.P, Is.EqualTo(1));
        Assert.That(test.Interval.Low, Is.LessThan(-0.1));
    }

    private static Proportion Share(int some, int n) => new(some / (double)n, n);

    private static ShareTest Compare(int[] now, int[] before) =>
        ShareTest.Of(SampleFigures.Unblurred(1, now), SampleFigures.Unblurred(1, before), sameCell: true);
}
