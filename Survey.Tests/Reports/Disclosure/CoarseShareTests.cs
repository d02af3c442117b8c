using Survey.Reports.Disclosure;

namespace Survey.Tests.Reports.Disclosure;

public sealed class CoarseShareTests
{
    [TestCase(49, 5, null)]
    [TestCase(50, 5, 40)]
    [TestCase(99, 5, 40)]
    [TestCase(100, 5, 45)]
    [TestCase(250, 5, 44)]
    [TestCase(500, 5, 43)]
    [TestCase(69, 7, null)]
    [TestCase(70, 7, 40)]
    public void The_fewer_people_the_coarser_and_below_ten_per_cent_nothing(int people, int minimum, int? told) =>
        Assert.That(CoarseShare.Of(0.434, people, minimum), Is.EqualTo(told));

    [Test]
    public void Each_told_value_stands_for_at_least_the_minimum_of_numbers([Values(3, 5, 7)] int minimum)
    {
        for (var people = 10 * minimum; people <= 700; people++)
        {
            var told = Enumerable.Range(0, people + 1).GroupBy(number => CoarseShare.Of(number / (double)people, people, minimum)!.Value).ToList();
            Assert.That(told.Where(value => value.Key is > 0 and < 100).Select(value => value.Count()), Has.All.GreaterThanOrEqualTo(minimum), $"of {people}");
            Assert.That(told.Select(value => value.Count()), Has.All.GreaterThan(minimum / 2), $"nobody, or everybody, of {people}");
        }
    }
}
