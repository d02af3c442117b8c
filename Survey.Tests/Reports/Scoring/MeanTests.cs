using MathNet.Numerics.Distributions;
using Survey.Reports.Scoring;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Scoring;

/// <summary>Expected: scipy 1.10.1, v = s^2 / n (1 - n/N) w^2 + 4 (2/3 + 128/63) / n^2, mean +- stats.t.ppf(.975, n - 1) sqrt(v).</summary>
public sealed class MeanTests
{
    private static readonly int[] Twenty = [1, 2, 4, 8, 5];

    [TestCase(1, 12.706204736432095)]
    [TestCase(4, 2.7764451051977987)]
    [TestCase(7.3, 2.345066736150929)]
    [TestCase(1000, 1.9623390808264074)]
    [TestCase(99999, 1.9599877077718446)]
    public void The_quantile_of_t_agrees_with_scipy(double freedom, double expected) =>
        Assert.That(StudentT.InvCDF(0, 1, freedom, 0.975), Is.EqualTo(expected).Within(1e-9));

    [TestCase(1, 1, 3.069765685119344, 4.330234314880657)]
    [TestCase(1 - 20 / 24.0, 1, 3.294157497385409, 4.105842502614591)]
    [TestCase(1, 1.25, 2.9556048622591593, 4.444395137740841)]
    public void The_interval_is_students_t_with_the_moves_in_its_variance(double correction, double widening, double low, double high)
    {
        var interval = Mean.IntervalOf(SampleFigures.Unblurred(1, Twenty), correction, widening);
        Assert.That(interval.Low, Is.EqualTo(low).Within(1e-9));
        Assert.That(interval.High, Is.EqualTo(high).Within(1e-9));
    }

    [Test]
    public void Equal_answers_of_everybody_have_an_interval_all_the_same()
    {
        var interval = Mean.IntervalOf(SampleFigures.Unblurred(1, [0, 0, 12, 0, 0]), 0);
        Assert.That(
            interval.High - interval.Low,
            Is.EqualTo(2 * StudentT.InvCDF(0, 1, 11, 0.975) * Math.Sqrt(4 * (2 / 3.0 + 128 / 63.0)) / 12).Within(1e-9)
        );
    }

    [Test]
    public void Answers_moved_beyond_the_ends_stay_within_the_scale()
    {
        var cell = SampleFigures.Unblurred(1, [0, 0, 0, 0, 12]) with { Counts = [0, 0, 0, -3, 15] };
        Assert.That((cell.Mean, cell.Variance), Is.EqualTo((5.0, 0.0)));
        Assert.That(cell.WholeCounts().Counts, Is.EqualTo(new[] { 0, 0, 0, 0, 12 }));
        Assert.That(Mean.IntervalOf(cell, 1).High, Is.EqualTo(5));
    }

    [TestCase(30, 25, 16, 4, 24.0, true)]
    [TestCase(24, 26, 20, 0, 24.0, false, Description = "under four fifths")]
    [TestCase(20, null, 20, 0, 20.0, false, Description = "history: nobody knows how many were asked")]
    [TestCase(null, null, 20, 0, null, false)]
    [TestCase(30, 25, 0, 10, null, false)]
    public void The_population_is_the_customers_times_the_share_with_contact(
        int? customers,
        int? asked,
        int rated,
        int noContact,
        double? eligible,
        bool isCorrected
    )
    {
        var population = new FinitePopulation(customers, asked, rated, noContact);
        Assert.That((population.Eligible, population.AllowsCorrection), Is.EqualTo((eligible, isCorrected)));
    }

    [Test]
    public void Several_services_are_corrected_only_if_each_is()
    {
        var good = new FinitePopulation(30, 25, 20, 5);
        Assert.That(FinitePopulation.Together([good, good]).VarianceFactor(30), Is.EqualTo(1 - 30 / 48.0).Within(1e-12));
        Assert.That(FinitePopulation.Together([good, good with { Asked = 40 }]).VarianceFactor(30), Is.EqualTo(1));
        Assert.That(good.EffectiveSize(10, 12), Is.EqualTo(10 * 23.0 / 12).Within(1e-12), "n (N - 1) / (N - n), N = 24");
        Assert.That(
            good.EffectiveSize(10, 40),
            Is.EqualTo(1000 * 23.0 / 24).Within(1e-9),
            "more answers than customers: an interval all the same"
        );
        Assert.That((good with { Asked = 40 }).EffectiveSize(10, 12), Is.EqualTo(10));
    }
}
