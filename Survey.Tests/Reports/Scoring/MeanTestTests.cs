using FsCheck;
using FsCheck.Fluent;
using Survey.Reports.Disclosure;
using Survey.Reports.Scoring;
using Survey.Tests.Support;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Survey.Tests.Reports.Scoring;

/// <summary>
/// Expected: scipy 1.10.1. v = var(x)/n + moves/n^2, with moves 4 (2/3 + 64/63) in two waves of one cell and 4 (2/3 + 128/63) otherwise;
/// p = 2 stats.t.sf(d / sqrt(v + w), df) with Satterthwaite's df; the interval is d +- stats.t.ppf(.975, df) sqrt(v + w). Exact tests:
/// brute force over itertools.combinations(range(N), n) and itertools.product((1, -1), repeat=n) in integers and decimals.
/// </summary>
public sealed class MeanTestTests
{
    [TestCase(new[] { 1, 2, 4, 8, 5 }, new[] { 3, 6, 6, 4, 1 }, 0.017178816362885294, 38.0, 0.18766731306776163, 1.8123326869322383)]
    [TestCase(new[] { 1, 2, 4, 8, 5 }, new[] { 0, 1, 3, 4, 2 }, 1.0, 18.299611305135226, -1.0233322678171115, 1.0233322678171115)]
    [TestCase(
        new[] { 1, 2, 4, 8, 5 },
        new[] { 0, 0, 0, 0, 12 },
        0.0010043373176078583,
        29.999948878935868,
        -2.0285127909656,
        -0.5714872090343994
    )]
    [TestCase(
        new[] { 100, 200, 400, 800, 500 },
        new[] { 110, 220, 400, 760, 510 },
        0.39610748401777096,
        3994.7632764292434,
        -0.03930338685722022,
        0.09930338685722072
    )]
    public void From_ten_answers_on_two_means_of_a_cell_are_compared_by_welch(
        int[] now,
        int[] before,
        double p,
        double freedom,
        double low,
        double high
    )
    {
        var test = Compare(now, before);
        AssertTest(test, p, low, high);
        Assert.That(test.DegreesOfFreedom, Is.EqualTo(freedom).Within(1e-9));
    }

    [Test]
    public void Of_two_cells_no_move_is_the_same() =>
        AssertTest(
            MeanTest.Of(SampleFigures.Unblurred(1, [1, 2, 4, 8, 5]), SampleFigures.Unblurred(1, [3, 6, 6, 4, 1]), sameCell: false),
            0.02416350657591051,
            0.13793919249892117,
            1.862060807501079
        );

    [TestCase(new[] { 1, 2, 4, 8, 5 }, 4.0, 0.3316209284355547, -0.930234314880656, 0.33023431488065635)]
    [TestCase(new[] { 3, 6, 6, 4, 1 }, 3.8, 0.0016910443794824117, -1.7302343148806558, -0.46976568511934347)]
    [TestCase(new[] { 0, 1, 3, 4, 2 }, 3.6, 0.8271789637037877, -0.9064349876170763, 1.1064349876170765)]
    public void From_ten_answers_on_a_target_is_tried_by_students_t(int[] answers, double target, double p, double low, double high) =>
        AssertTest(MeanTest.Of(SampleFigures.Unblurred(1, answers), target), p, low, high);

    [TestCase(new[] { 0, 1, 2, 2, 0 }, new[] { 3, 2, 1, 0, 0 }, 13 / 462.0)]
    [TestCase(new[] { 1, 1, 1, 1, 1 }, new[] { 2, 2, 1, 0, 0 }, 68 / 252.0)]
    [TestCase(new[] { 0, 0, 1, 3, 3 }, new[] { 2, 5, 5, 2, 1 }, 679 / 170544.0)]
    [TestCase(new[] { 0, 0, 0, 0, 5 }, new[] { 5, 0, 0, 0, 0 }, 2 / 252.0)]
    [TestCase(new[] { 0, 0, 0, 2, 7 }, new[] { 1, 2, 4, 2, 0 }, 12 / 48620.0)]
    [TestCase(new[] { 2, 0, 0, 0, 3 }, new[] { 2, 0, 0, 0, 3 }, 1.0)]
    [TestCase(
        new[] { 0, 0, 1, 3, 5 },
        new[] { 900, 1400, 2500, 3000, 1200 },
        0.002007934058299266,
        TestName = "Nine against nine thousand, by fractions"
    )]
    [TestCase(
        new[] { 1, 1, 1, 3, 3 },
        new[] { 900, 1400, 2500, 3000, 1200 },
        0.32161203143953543,
        TestName = "Nine like nine thousand, by fractions"
    )]
    public void Under_ten_two_means_are_compared_exactly(int[] now, int[] before, double p)
    {
        var (few, others) = (Few(now), before.Sum() < 10 ? Few(before) : SampleFigures.Unblurred(1, before));
        var test = MeanTest.Of(few, others, sameCell: true);
        Assert.That(test.P, Is.EqualTo(p).Within(1e-9));
        Assert.That(test.Interval, Is.Null);
        Assert.That(MeanTest.Of(others, few, sameCell: true).P, Is.EqualTo(p).Within(1e-9));
    }

    [TestCase(new[] { 0, 5, 2, 0, 0 }, 4.0, 2 / 128.0)]
    [TestCase(new[] { 1, 2, 3, 1, 0 }, 3.8, 4 / 128.0)]
    [TestCase(new[] { 0, 0, 3, 3, 3 }, 4.0, 1.0)]
    [TestCase(new[] { 0, 0, 1, 4, 2 }, 3.4, 4 / 128.0)]
    [TestCase(new[] { 2, 4, 3, 0, 0 }, 4.25, 2 / 512.0)]
    public void Under_ten_a_target_is_tried_exactly(int[] answers, double target, double p) =>
        Assert.That(MeanTest.Of(Few(answers), target).P, Is.EqualTo(p).Within(1e-12));

    [TestCase(new[] { 0, 0, 0, 0, 1 })]
    [TestCase(new[] { 1, 0, 0, 0, 0 })]
    public void One_answer_tells_no_difference_from_another_one_nor_from_a_target(int[] before)
    {
        var answer = SampleFigures.Unblurred(1, [0, 0, 0, 0, 1]);
        Assert.That(
            MeanTest.Of(answer, SampleFigures.Unblurred(1, before), sameCell: true),
            Is.EqualTo(new MeanTest(1, before[0] * 4, null, null))
        );
        Assert.That(MeanTest.Of(answer, 4.0), Is.EqualTo(new MeanTest(1, 1, null, null)));
    }

    [Test]
    public void Sides_without_any_spread_differ_by_the_moves_alone()
    {
        Assert.That(Compare([0, 0, 0, 12, 0], [0, 0, 0, 0, 15]).P, Is.InRange(0.0001, 0.01));
        Assert.That(Compare([0, 0, 0, 12, 0], [0, 0, 0, 30, 0]).P, Is.EqualTo(1));
        Assert.That(Compare([0, 0, 0, 100_000, 0], [0, 0, 100_000, 0, 0]).P, Is.GreaterThan(0).And.LessThan(1e-300));
        Assert.That(MeanTest.Of(SampleFigures.Unblurred(1, [0, 0, 12, 0, 0]), 3.0).P, Is.EqualTo(1));
    }

    [Test]
    public void Whether_a_number_of_answers_could_tell_anything_is_known_before_they_are_seen()
    {
        Assert.That(SignFlipTest.Smallest(5), Is.EqualTo(0.0625));
        Assert.That(SignFlipTest.Smallest(6), Is.EqualTo(0.03125));
        Assert.That(PermutationTest.Smallest(3, 3), Is.EqualTo(0.1).Within(1e-12));
        Assert.That(PermutationTest.Smallest(5, 5), Is.EqualTo(Compare([5, 0, 0, 0, 0], [0, 0, 0, 0, 5]).P).Within(1e-12));
        Assert.That(PermutationTest.Smallest(3, 10), Is.EqualTo(Compare([3, 0, 0, 0, 0], [0, 0, 0, 0, 10]).P).Within(1e-12));
    }

    [Property(Arbitrary = [typeof(SomeAnswers)], MaxTest = 300)]
    public bool A_comparison_turned_round_has_the_same_p_and_the_opposite_difference(int[] one, int[] other)
    {
        var (forth, back) = (Compare(one, other), Compare(other, one));
        return Math.Abs(forth.P - back.P) < 1e-12 && Math.Abs(forth.Difference + back.Difference) < 1e-12 && forth.P is > 0 and <= 1;
    }

    [Property(Arbitrary = [typeof(SomeAnswers)], MaxTest = 300)]
    public bool A_mirrored_scale_changes_nothing_but_the_sign(int[] answers)
    {
        var (up, down) = (
            MeanTest.Of(SampleFigures.Unblurred(1, answers), 3.7),
            MeanTest.Of(SampleFigures.Unblurred(1, [.. answers.Reverse()]), 2.3)
        );
        return Math.Abs(up.P - down.P) < 1e-9 && Math.Abs(up.Difference + down.Difference) < 1e-9 && up.P is > 0 and <= 1;
    }

    /// <summary>Told in words.</summary>
    private static BlurredCell Few(int[] counts) => SampleFigures.Unblurred(1, counts) with { Shown = ShownCount.Least };

    private static MeanTest Compare(int[] now, int[] before) =>
        MeanTest.Of(SampleFigures.Unblurred(1, now), SampleFigures.Unblurred(1, before), sameCell: true);

    private static void AssertTest(MeanTest test, double p, double low, double high)
    {
        Assert.That(test.P, Is.EqualTo(p).Within(1e-9));
        Assert.That(test.Interval!.Value.Low, Is.EqualTo(low).Within(1e-9));
        Assert.That(test.Interval!.Value.High, Is.EqualTo(high).Within(1e-9));
    }

    public static class SomeAnswers
    {
        public static Arbitrary<int[]> Counts() => Gen.Choose(0, 6).ArrayOf(5).Where(counts => counts.Sum() > 1).ToArbitrary();
    }
}
