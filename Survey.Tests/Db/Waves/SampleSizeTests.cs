using Survey.Db.Waves;

namespace Survey.Tests.Db.Waves;

public sealed class SampleSizeTests
{
    // Computed with scipy.stats.t: the smallest n with t.ppf(.975, n - 1) * s * sqrt((1 - n / N) / n) <= h.
    [TestCase(0.30, 1.0, 100_000, 46)]
    [TestCase(0.30, 1.0, 200, 38)]
    [TestCase(0.30, 0.7, 200, 22)]
    [TestCase(0.10, 1.2, 1_000, 358)]
    [TestCase(0.30, 1.0, 5, 5)]
    public void Answers_that_a_precision_needs(double halfWidth, double spread, double population, int answers) =>
        Assert.That(SampleSize.AnswersFor(halfWidth, spread, population), Is.EqualTo(answers));

    [Test]
    public void Cells_asked_alike_are_as_precise_as_one() =>
        Assert.That(
            SampleSize.HalfWidth(1.1, [(20, 100), (40, 200)]), Is.EqualTo(SampleSize.HalfWidth(1.1, 60, 300)).Within(1e-12));

    [Test]
    public void The_smallest_change_between_two_waves_of_fifty() =>
        Assert.That(SampleSize.SmallestChange(1.0, 50, 50), Is.EqualTo(0.5660).Within(1e-3));

    [Test]
    public void What_was_published_of_the_last_wave_is_expected_again()
    {
        var exact = Expectation.Of([0, 0, 10, 10, 0], 40, null, 20);
        var band = Expectation.Of(null, null, "over75", null);

        Assert.Multiple(() =>
        {
            Assert.That(exact.Spread, Is.EqualTo(0.51299).Within(1e-5));
            Assert.That(exact.Rating, Is.EqualTo(0.32).Within(1e-12));
            Assert.That((band.Spread, band.Rating, band.Before), Is.EqualTo((1.0, 0.875, (int?)null)));
            Assert.That(Expectation.Of(null, null, null, null), Is.EqualTo(Expectation.FirstTime));
        });
    }
}
