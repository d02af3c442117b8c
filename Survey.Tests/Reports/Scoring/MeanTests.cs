using MathNet.Numerics.Distributions;
using Survey.Reports.Scoring;

namespace Survey.Tests.Reports.Scoring;

// Expected values: scipy 1.10.1, t = stats.t.ppf(.975, df), mean +- t * s / sqrt(n) * sqrt(1 - n/N).
public sealed class MeanTests
{
    private static readonly Histogram Twenty = new(1, [1, 2, 4, 8, 5]);
    private static readonly Histogram Ten = new(1, [0, 1, 3, 4, 2]);

    [TestCase(1, 12.706204736432095)]
    [TestCase(4, 2.7764451051977987)]
    [TestCase(7.3, 2.345066736150929)]
    [TestCase(1000, 1.9623390808264074)]
    [TestCase(99999, 1.9599877077718446)]
    public void The_quantile_of_t_agrees_with_scipy(double freedom, double expected) =>
        Assert.That(StudentT.InvCDF(0, 1, freedom, 0.975), Is.EqualTo(expected).Within(1e-9));

    [Test]
    public void The_interval_is_students_t() =>
        AssertInterval([new(Twenty, Population.Unknown(20), 0)], 3.7, 3.171810085604109, 4.228189914395891);

    [Test]
    public void The_interval_is_corrected_for_a_finite_population_when_four_fifths_of_those_asked_answered() =>
        AssertInterval([new(Twenty, new(30, 25, 16, 4), 0)], 3.7, 3.4843673704076235, 3.915632629592377);

    [Test]
    public void The_population_is_the_customers_times_the_share_with_contact() =>
        Assert.That(new Population(30, 25, 16, 4).Eligible, Is.EqualTo(24));

    [Test]
    public void Below_four_fifths_there_is_no_correction() =>
        AssertInterval([new(Twenty, new(24, 26, 20, 0), 0)], 3.7, 3.171810085604109, 4.228189914395891);

    [Test]
    public void A_census_has_no_interval()
    {
        var everybody = new Stratum(Twenty, new(25, 25, 22, 3), DoesNotApply: 2);
        Assert.That(new Strata([everybody]).IsCensus, Is.True);
        Assert.That(Mean.IntervalOf(new Strata([everybody])), Is.Null);
        Assert.That(new Strata([everybody with { DoesNotApply = 1 }]).IsCensus, Is.False, "one left the item out");
        Assert.That(new Strata([everybody with { Population = new(26, 25, 22, 3) }]).IsCensus, Is.False, "one customer was not asked");
    }

    [Test]
    public void History_without_customers_has_no_census_and_no_correction()
    {
        var history = new Stratum(Twenty, new(null, null, 20, 0), 0);
        Assert.That((history.IsCensus, history.VarianceFactor, history.EffectiveSize), Is.EqualTo((false, 1.0, 20.0)));
    }

    [Test]
    public void History_with_customers_has_no_census_and_no_correction_either_because_nobody_knows_how_many_were_asked()
    {
        var history = new Stratum(Twenty, new(20, null, 20, 0), 0);
        Assert.That((history.IsCensus, history.VarianceFactor, history.EffectiveSize), Is.EqualTo((false, 1.0, 20.0)));
        Assert.That(new Population(15, null, 20, 0).Eligible, Is.Null, "a file that says 15 customers of whom 20 answered");
    }

    [Test]
    public void Equal_answers_have_no_interval() =>
        Assert.That(Mean.IntervalOf(new Strata([new(new(1, [0, 0, 12, 0, 0]), Population.Unknown(12), 0)])), Is.Null);

    [Test]
    public void A_single_answer_has_no_interval() =>
        Assert.That(Mean.IntervalOf(new Strata([new(new(1, [0, 0, 1, 0, 0]), Population.Unknown(1), 0)])), Is.Null);

    [Test]
    public void No_answer_has_no_interval_and_is_no_census()
    {
        var nobody = new Strata([new(new(1, [0, 0, 0, 0, 0]), new(0, 0, 0, 0), 0), new(new(1, [0, 0, 0, 0, 0]), Population.Unknown(0), 0)]);
        Assert.That((nobody.N, nobody.IsCensus, Mean.IntervalOf(nobody), Favourable.IntervalOf(nobody)), Is.EqualTo((0, false, default(Interval?), default(Interval?))));
    }

    // strat() of the same session: W = N / sum N, var = sum W^2 s^2 / n (1 - n/N), df = var^2 / sum(v^2 / (n - 1)).
    [Test]
    public void A_roll_up_is_weighted_by_customers() =>
        AssertInterval(
            [new(Twenty, new(40, 40, 20, 0), 0), new(Ten, new(100, 100, 10, 0), 0)],
            3.7, 3.2028476515786575, 4.197152348421342);

    [Test]
    public void A_roll_up_is_widened_by_the_answers_per_person()
    {
        Stratum[] parts = [new(Twenty, new(24, 25, 20, 0), 0), new(Ten, new(100, 100, 10, 0), 0)];
        AssertInterval(parts, 3.7, 3.0872839611934237, 4.312716038806577, answeredInvitations: 24);
        Assert.That(new Strata(parts, 60).Widening, Is.EqualTo(1));
        Assert.That(new Strata(parts).Widening, Is.EqualTo(1));
    }

    [Test]
    public void A_roll_up_is_pooled_when_the_customers_of_a_relationship_are_unknown()
    {
        var strata = new Strata([new(Twenty, new(40, 40, 20, 0), 0), new(new(1, [0, 0, 0, 0, 20]), Population.Unknown(20), 0)]);
        Assert.That(strata.Pooled, Is.True);
        Assert.That(Mean.Of(strata), Is.EqualTo(4.35).Within(1e-12));
        Assert.That(new Strata([new(Twenty, Population.Unknown(20), 0)]).Pooled, Is.False, "one relationship needs no weight");
    }

    // m -+ stats.t.ppf(.975, 19) * W * s / sqrt(20) with W = 40/50.
    [Test]
    public void A_census_adds_no_doubt_to_a_roll_up() =>
        AssertInterval([new(Twenty, new(40, 40, 20, 0), 0), new(Ten, new(10, 10, 10, 0), 0)], 3.7, 3.2774480684832876, 4.122551931516714);

    // (W1**2*sum((x-m)**2 for x in X)/19/20 + W2**2*(5-3)*(3-1)/8, df = var**2/(v1**2/19)) with W1 = 30/42, W2 = 12/42.
    [Test]
    public void Answers_whose_distribution_is_not_told_count_with_the_largest_spread_that_their_mean_admits_of()
    {
        var told = new Stratum(Twenty, new(30, 60, 20, 0), 0);
        Stratum[] spreads = [new(new(1, [0, 0, 8, 0, 0]), new(12, 12, 8, 0), 0), new(new(1, [4, 0, 0, 0, 4]), new(12, 12, 8, 0), 0)];

        foreach (var hidden in spreads)
        {
            AssertInterval([told, hidden with { IsTold = false }], 3.5, 2.9626064968270778, 4.037393503172924);
        }
    }

    [Test]
    public void A_relationship_with_one_answer_counts_as_not_told()
    {
        var strata = new Strata([new(Twenty, new(40, 40, 20, 0), 0), new(new(1, [0, 0, 1, 0, 0]), new(40, 40, 1, 0), 0)]);
        Assert.That(Mean.IntervalOf(strata)!.Value.High - Mean.IntervalOf(strata)!.Value.Low, Is.GreaterThan(2));
    }

    [Test]
    public void A_hundred_thousand_answers_lose_no_digit() =>
        Assert.That(new Histogram(1, [0, 0, 0, 50_000, 50_000]).Variance, Is.EqualTo(0.25 * 100_000 / 99_999).Within(1e-15));

    private static void AssertInterval(IEnumerable<Stratum> parts, double mean, double low, double high, int? answeredInvitations = null)
    {
        var strata = new Strata(parts, answeredInvitations);
        Assert.That(Mean.Of(strata), Is.EqualTo(mean).Within(1e-9));
        Assert.That(Mean.IntervalOf(strata)!.Value.Low, Is.EqualTo(low).Within(1e-9));
        Assert.That(Mean.IntervalOf(strata)!.Value.High, Is.EqualTo(high).Within(1e-9));
    }
}
