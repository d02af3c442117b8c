using Survey.Db.Waves.Sampling;
using Survey.Reports.Scoring;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Waves;

public sealed class SampleSizeTests
{
    // Computed with scipy.stats.t: the smallest n with t.ppf(.975, n - 1) * sqrt(s^2 (1 - n / N) / n + 4 (2/3 + 128/63) / n^2) <= h;
    // without correction 1 / n.
    [TestCase(0.30, 1.0, 100_000, true, 54)]
    [TestCase(0.30, 1.0, 200, true, 46)]
    [TestCase(0.30, 0.7, 200, true, 34)]
    [TestCase(0.10, 1.2, 1_000, true, 366)]
    [TestCase(0.30, 1.0, 5, true, 5)]
    [TestCase(0.30, 1.0, 100_000, false, 54)]
    [TestCase(0.30, 1.0, 200, false, 54)]
    [TestCase(0.30, 0.7, 200, false, 37)]
    [TestCase(0.10, 1.2, 1_000, false, 563)]
    [TestCase(0.30, 1.0, 40, false, 40)]
    public void Answers_that_a_precision_needs(double halfWidth, double spread, double population, bool isCorrected, int answers) =>
        Assert.That(SampleSize.AnswersFor(halfWidth, spread, population, isCorrected), Is.EqualTo(answers));

    [Test]
    public void Cells_asked_alike_are_as_precise_as_one() =>
        Assert.That(
            SampleSize.HalfWidth(1.1, [(20, 100), (40, 200)], true),
            Is.EqualTo(SampleSize.HalfWidth(1.1, 60, 300, true)).Within(1e-12)
        );

    [TestCase(0.50)]
    [TestCase(0.79)]
    [TestCase(0.80)]
    [TestCase(1.00)]
    public void The_precision_that_is_promised_is_the_one_that_is_published(double answering)
    {
        var expectation = new Expectation(1.0, answering);
        var answers = (int)(100 * answering);
        var ratings = SampleFigures.Unblurred(1, [0, answers / 4, answers - 2 * (answers / 4), answers / 4, 0]);
        var published = Mean.IntervalOf(ratings, new FinitePopulation(120, 100, answers, 0).VarianceFactor(answers));

        var promised = SampleSize.HalfWidth(Math.Sqrt(ratings.Variance), answers, 120, expectation.AllowsCorrection);

        Assert.That(promised, Is.EqualTo((published.High - published.Low) / 2).Within(1e-9));
    }

    [Test]
    public void The_smallest_change_between_two_waves_of_fifty() =>
        Assert.That(SampleSize.SmallestChange(1.0, 50, 50), Is.EqualTo(0.6028).Within(1e-3));

    [Test]
    public void What_was_published_of_the_last_wave_is_expected_again()
    {
        var exact = Expectation.Of([0, 0, 50, 50, 0], 40, 40, null, 20);
        var band = Expectation.Of(null, null, null, "over75", null);

        Assert.Multiple(() =>
        {
            Assert.That(exact.Spread, Is.EqualTo(0.5).Within(1e-9));
            Assert.That(exact.Rating, Is.EqualTo(0.32).Within(1e-12));
            Assert.That((band.Spread, band.Rating, band.Before), Is.EqualTo((1.0, 0.875, (int?)null)));
            Assert.That(
                Expectation.Of([0, 0, 100, 0, 0], null, null, null, null),
                Is.EqualTo(Expectation.FirstTime),
                "rounded shares without a spread"
            );
        });
    }
}
