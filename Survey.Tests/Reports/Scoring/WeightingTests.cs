using Survey.Reports.Scoring;

namespace Survey.Tests.Reports.Scoring;

public sealed class WeightingTests
{
    private static readonly Weighed Small = new(new Histogram(1, [10, 0, 0, 0, 0]), 2);
    private static readonly Weighed Large = new(new Histogram(1, [0, 0, 0, 0, 10]), 38);

    [Test]
    public void Groups_count_as_their_customers_and_the_number_of_answers_stays()
    {
        var together = Weighting.Together([Small, Large]);

        Assert.That(together.Counts, Is.EqualTo(new[] { 1, 0, 0, 0, 19 }));
    }

    // 20 * (10 * 4 + 10 * 1444) / 400^2.
    [Test]
    public void Unequal_weights_make_answers_tell_less() =>
        Assert.That(Weighting.DesignEffect([Small, Large]), Is.EqualTo(1.81).Within(1e-12));

    [Test]
    public void A_test_counts_on_as_many_answers_as_they_are_worth()
    {
        var stratum = new Stratum(new Histogram(1, [4, 0, 0, 8, 8]), Population.Unknown(20), 0, DesignEffect: 2);

        Assert.That(Weighting.Thinned(stratum).Counts, Is.EqualTo(new[] { 2, 0, 0, 4, 4 }));
        Assert.That(stratum.EffectiveSize, Is.EqualTo(10));
    }

    [TestCase(50, 50, 10, 100, true)]
    [TestCase(50, 50, 45, 50, false)]
    [TestCase(50, 100, 50, 100, false)]
    [TestCase(50, null, 10, 100, false)]
    public void It_is_needed_where_rates_differ_and_customers_are_known(int? invited, int? customers, int otherInvited, int otherCustomers, bool needed) =>
        Assert.That(Weighting.IsNeeded([(invited, customers), (otherInvited, otherCustomers)]), Is.EqualTo(needed));
}
