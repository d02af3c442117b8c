using FsCheck;
using FsCheck.Fluent;
using Survey.Reports.Scoring;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Survey.Tests.Reports.Scoring;

/// <summary>Expected by hand: from the largest p down, the least of p m / rank so far.</summary>
public sealed class BenjaminiHochbergTests
{
    [TestCase(new[] { 0.01, 0.04, 0.03, 0.005, 0.2 }, new[] { 0.025, 0.05, 0.05, 0.025, 0.2 })]
    [TestCase(new[] { 0.03, 0.03, 0.9 }, new[] { 0.045, 0.045, 0.9 })]
    [TestCase(new[] { 0.04 }, new[] { 0.04 })]
    [TestCase(new double[0], new double[0])]
    public void Adjusted_values_are_the_textbooks(double[] p, double[] expected) =>
        Assert.That(BenjaminiHochberg.Adjust(p), Is.EqualTo(expected).Within(1e-12));

    [Test]
    public void A_long_list_agrees() =>
        Assert.That(
            BenjaminiHochberg.Adjust([
                0.001,
                0.008,
                0.039,
                0.041,
                0.042,
                0.06,
                0.074,
                0.205,
                0.212,
                0.216,
                0.222,
                0.251,
                0.269,
                0.275,
                0.34,
                0.341,
                0.384,
                0.569,
                0.594,
                0.696,
                0.762,
                0.94,
                0.942,
                0.975,
                0.986,
            ])[..8],
            Is.EqualTo(new[] { 0.025, 0.1, 0.21, 0.21, 0.21, 0.25, 0.2642857142857143, 0.49107142857142866 }).Within(1e-12)
        );

    // Benjamini and Hochberg 1995, 4.1: of these 15 p values of a trial the procedure finds the first four at 5 %.
    [Test]
    public void The_example_of_the_paper_has_four_discoveries()
    {
        double[] p =
        [
            0.0001,
            0.0004,
            0.0019,
            0.0095,
            0.0201,
            0.0278,
            0.0298,
            0.0344,
            0.0459,
            0.3240,
            0.4262,
            0.5719,
            0.6528,
            0.7590,
            1.000,
        ];

        Assert.That(BenjaminiHochberg.Adjust(p).Count(adjusted => adjusted <= BenjaminiHochberg.Rate), Is.EqualTo(4));
        // [min(p[j] * 15 / (j + 1) for j in range(i, 15)) for i in range(15)] in Python.
        Assert.That(BenjaminiHochberg.Adjust(p)[..5], Is.EqualTo(new[] { 0.0015, 0.003, 0.0095, 0.035625, 0.0603 }).Within(1e-12));
    }

    [Property(Arbitrary = [typeof(SomeP)])]
    public bool They_keep_the_order_never_shrink_and_stay_probabilities(double[] p)
    {
        var adjusted = BenjaminiHochberg.Adjust(p);
        return p.Zip(adjusted).All(pair => pair.Second >= pair.First && pair.Second <= 1)
            && p.Zip(adjusted).OrderBy(pair => pair.First).Select(pair => pair.Second).Pairwise().All(pair => pair.Item1 <= pair.Item2);
    }

    public static class SomeP
    {
        public static Arbitrary<double[]> Probabilities() =>
            Gen.Choose(1, 1000).Select(thousandths => thousandths / 1000.0).ArrayOf().ToArbitrary();
    }
}

file static class Pairs
{
    public static IEnumerable<(double, double)> Pairwise(this IEnumerable<double> values) => values.Zip(values.Skip(1));
}
