using FsCheck;
using FsCheck.Fluent;
using Survey.Reports.Scoring;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Survey.Tests.Reports.Scoring;

/// <summary>
/// Expected: scipy 1.10.1. stats.ttest_ind(x, y, equal_var=False).pvalue; stats.ttest_1samp(x, target).pvalue; the interval is
/// d +- stats.t.ppf(.975, df) * sqrt(var(x)/n + var(y)/m). Exact tests: brute force over itertools.combinations(range(N), n) and
/// itertools.product((1, -1), repeat=n) in whole numbers and decimals.
/// </summary>
public sealed class MeanTestTests
{
    [TestCase(new[] { 1, 2, 4, 8, 5 }, new[] { 3, 6, 6, 4, 1 }, 0.007947807702794286, 38.0, 0.277519783726357, 1.722480216273643)]
    [TestCase(new[] { 1, 2, 4, 8, 5 }, new[] { 0, 1, 3, 4, 2 }, 1.0, 21.212172000209495, -0.8147659911588327, 0.8147659911588327)]
    [TestCase(new[] { 1, 2, 4, 8, 5 }, new[] { 0, 0, 0, 0, 12 }, 5.6751592047697854e-05, 19.0, -1.828189914395891, -0.7718100856041086)]
    [TestCase(new[] { 100, 200, 400, 800, 500 }, new[] { 110, 220, 400, 760, 510 }, 0.3954705223297329, 3994.745786627705, -0.039210004998760276, 0.09921000499876077)]
    public void From_ten_answers_on_two_means_are_compared_by_welch(int[] now, int[] before, double p, double freedom, double low, double high)
    {
        var test = MeanTest.Of(new Histogram(1, now), new Histogram(1, before));
        AssertTest(test, p, low, high);
        Assert.That(test.Freedom, Is.EqualTo(freedom).Within(1e-9));
    }

    [TestCase(new[] { 1, 2, 4, 8, 5 }, 4.0, 0.24916839961686837, -0.8281899143958911, 0.22818991439589142)]
    [TestCase(new[] { 3, 6, 6, 4, 1 }, 3.8, 0.0003378816380309765, -1.628189914395891, -0.5718100856041084)]
    [TestCase(new[] { 0, 1, 3, 4, 2 }, 3.6, 0.7465170016621678, -0.5786471488222974, 0.7786471488222976)]
    public void From_ten_answers_on_a_target_is_tried_by_students_t(int[] answers, double target, double p, double low, double high) =>
        AssertTest(MeanTest.Of(new Histogram(1, answers), target), p, low, high);

    [TestCase(new[] { 0, 1, 2, 2, 0 }, new[] { 3, 2, 1, 0, 0 }, 13 / 462.0)]
    [TestCase(new[] { 1, 1, 1, 1, 1 }, new[] { 2, 2, 1, 0, 0 }, 68 / 252.0)]
    [TestCase(new[] { 0, 0, 1, 3, 3 }, new[] { 2, 5, 5, 2, 1 }, 679 / 170544.0)]
    [TestCase(new[] { 0, 0, 0, 0, 5 }, new[] { 5, 0, 0, 0, 0 }, 2 / 252.0)]
    [TestCase(new[] { 0, 0, 0, 2, 7 }, new[] { 1, 2, 4, 2, 0 }, 12 / 48620.0)]
    [TestCase(new[] { 2, 0, 0, 0, 3 }, new[] { 2, 0, 0, 0, 3 }, 1.0)]
    [TestCase(new[] { 0, 0, 1, 3, 5 }, new[] { 900, 1400, 2500, 3000, 1200 }, 0.002007934058299266, TestName = "Nine against nine thousand, by fractions")]
    [TestCase(new[] { 1, 1, 1, 3, 3 }, new[] { 900, 1400, 2500, 3000, 1200 }, 0.32161203143953543, TestName = "Nine like nine thousand, by fractions")]
    public void Under_ten_two_means_are_compared_exactly(int[] now, int[] before, double p)
    {
        var test = MeanTest.Of(new Histogram(1, now), new Histogram(1, before));
        Assert.That(test.P, Is.EqualTo(p).Within(1e-9));
        Assert.That(test.Interval, Is.Null);
        Assert.That(MeanTest.Of(new Histogram(1, before), new Histogram(1, now)).P, Is.EqualTo(p).Within(1e-9));
    }

    [TestCase(new[] { 0, 5, 2, 0, 0 }, 4.0, 2 / 128.0)]
    [TestCase(new[] { 1, 2, 3, 1, 0 }, 3.8, 4 / 128.0)]
    [TestCase(new[] { 0, 0, 3, 3, 3 }, 4.0, 1.0)]
    [TestCase(new[] { 0, 0, 1, 4, 2 }, 3.4, 4 / 128.0)]
    [TestCase(new[] { 2, 4, 3, 0, 0 }, 4.25, 2 / 512.0)]
    public void Under_ten_a_target_is_tried_exactly(int[] answers, double target, double p) =>
        Assert.That(MeanTest.Of(new Histogram(1, answers), target).P, Is.EqualTo(p).Within(1e-12));

    [TestCase(new[] { 0, 0, 0, 0, 1 })]
    [TestCase(new[] { 1, 0, 0, 0, 0 })]
    public void One_answer_tells_no_difference_from_another_one_nor_from_a_target(int[] before)
    {
        var answer = new Histogram(1, [0, 0, 0, 0, 1]);
        Assert.That(MeanTest.Of(answer, new Histogram(1, before)), Is.EqualTo(new MeanTest(1, before[0] * 4, null, null)));
        Assert.That(MeanTest.Of(answer, 4.0), Is.EqualTo(new MeanTest(1, 1, null, null)));
    }

    [TestCase(12, 15, 1 / 17383860.0, TestName = "27 over 12")]
    [TestCase(10, 10, 2 / 184756.0, TestName = "20 over 10, twice because the mirrored division is as far apart")]
    [TestCase(9, 14, 1 / 817190.0, TestName = "the same under ten, counted out")]
    public void Two_sides_without_any_spread_are_compared_exactly(int fours, int fives, double p)
    {
        var test = MeanTest.Of(new Histogram(1, [0, 0, 0, fours, 0]), new Histogram(1, [0, 0, 0, 0, fives]));
        Assert.That(test.P, Is.EqualTo(p).Within(1e-15));
        Assert.That(test.Difference, Is.EqualTo(-1));
        Assert.That(test.Interval, Is.Null);
    }

    [Test]
    public void Equal_answers_on_both_sides_are_no_difference_and_a_hundred_thousand_are_no_error()
    {
        Assert.That(MeanTest.Of(new Histogram(1, [0, 0, 0, 12, 0]), new Histogram(1, [0, 0, 0, 30, 0])).P, Is.EqualTo(1));
        Assert.That(MeanTest.Of(new Histogram(1, [0, 0, 0, 100_000, 0]), new Histogram(1, [0, 0, 100_000, 0, 0])).P, Is.GreaterThan(0).And.LessThan(1e-300));
    }

    [Test]
    public void Equal_answers_are_tried_against_a_target_by_their_number_alone()
    {
        Assert.That(MeanTest.Of(new Histogram(1, [0, 0, 12, 0, 0]), 4.0).P, Is.EqualTo(2 / 4096.0).Within(1e-15));
        Assert.That(MeanTest.Of(new Histogram(1, [0, 0, 12, 0, 0]), 3.0).P, Is.EqualTo(1));
    }

    [Test]
    public void Whether_a_number_of_answers_could_tell_anything_is_known_before_they_are_seen()
    {
        Assert.That(SignFlipTest.Smallest(5), Is.EqualTo(0.0625));
        Assert.That(SignFlipTest.Smallest(6), Is.EqualTo(0.03125));
        Assert.That(PermutationTest.Smallest(3, 3), Is.EqualTo(0.1).Within(1e-12));
        Assert.That(PermutationTest.Smallest(5, 5), Is.EqualTo(MeanTest.Of(new Histogram(1, [5, 0, 0, 0, 0]), new Histogram(1, [0, 0, 0, 0, 5])).P).Within(1e-12));
        Assert.That(PermutationTest.Smallest(3, 10), Is.EqualTo(MeanTest.Of(new Histogram(1, [3, 0, 0, 0, 0]), new Histogram(1, [0, 0, 0, 0, 10])).P).Within(1e-12));
    }

    [Property(Arbitrary = [typeof(SomeAnswers)], MaxTest = 300)]
    public bool A_comparison_turned_round_has_the_same_p_and_the_opposite_difference(Histogram one, Histogram other)
    {
        var (forth, back) = (MeanTest.Of(one, other), MeanTest.Of(other, one));
        return Math.Abs(forth.P - back.P) < 1e-12 && Math.Abs(forth.Difference + back.Difference) < 1e-12 && forth.P is > 0 and <= 1;
    }

    [Property(Arbitrary = [typeof(SomeAnswers)], MaxTest = 300)]
    public bool A_mirrored_scale_changes_nothing_but_the_sign(Histogram answers)
    {
        var (up, down) = (MeanTest.Of(answers, 3.7), MeanTest.Of(new Histogram(1, [.. answers.Counts.Reverse()]), 2.3));
        return Math.Abs(up.P - down.P) < 1e-9 && Math.Abs(up.Difference + down.Difference) < 1e-9 && up.P is > 0 and <= 1;
    }

    private static void AssertTest(MeanTest test, double p, double low, double high)
    {
        Assert.That(test.P, Is.EqualTo(p).Within(1e-9));
        Assert.That(test.Interval!.Value.Low, Is.EqualTo(low).Within(1e-9));
        Assert.That(test.Interval!.Value.High, Is.EqualTo(high).Within(1e-9));
    }

    public static class SomeAnswers
    {
        public static Arbitrary<Histogram> Histograms() =>
            Gen.Choose(0, 6).ArrayOf(5).Where(counts => counts.Sum() > 0).Select(counts => new Histogram(1, counts)).ToArbitrary();
    }
}
