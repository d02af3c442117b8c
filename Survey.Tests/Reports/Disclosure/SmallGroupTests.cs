using Survey.Reports.Disclosure;

namespace Survey.Tests.Reports.Disclosure;

public sealed class SmallGroupTests
{
    [TestCase(1.0, "low", 1.5)]
    [TestCase(1.5, "low", 1.5)]
    [TestCase(1.6, "yes", 1.6)]
    [TestCase(4.4, "yes", 4.4)]
    [TestCase(4.5, "high", 4.5)]
    [TestCase(5.0, "high", 4.5)]
    public void A_mean_near_an_end_of_the_scale_shows_only_the_open_end(double mean, string shown, double value) =>
        Assert.That(SmallGroup.Blur(mean, 1, 5), Is.EqualTo((shown, value)));

    [Test]
    public void The_open_ends_follow_the_scale() => Assert.That(SmallGroup.Blur(6.5, 1, 7), Is.EqualTo(("high", 6.5)));

    [TestCase(5, "5-9")]
    [TestCase(7, "7-9")]
    [TestCase(9, "9")]
    public void The_number_of_answers_is_a_band_from_the_minimum(int minimum, string band) =>
        Assert.That(SmallGroup.Band(minimum), Is.EqualTo(band));

    [TestCase(0, 10, true)]
    [TestCase(1, 10, false, Description = "one person of eleven")]
    [TestCase(4, 10, false)]
    [TestCase(5, 10, true)]
    [TestCase(5, 9, false, Description = "would give the band's number away")]
    [TestCase(0, 9, true, 9, Description = "known without it")]
    [TestCase(8, 9, false, 9)]
    public void A_count_beside_a_figure_never_points_at_fewer_people_than_the_minimum(int count, int answers, bool told, int minimum = 5) =>
        Assert.That(SmallGroup.MayTell(count, answers, minimum), Is.EqualTo(told));
}
