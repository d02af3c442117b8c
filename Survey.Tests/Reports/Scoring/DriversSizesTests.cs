using Survey.Reports.Scoring;

namespace Survey.Tests.Reports.Scoring;

/// <summary>The shortest and the longest journey, and very many people. Expected: drivers.R, by lm for every set of steps.</summary>
public sealed class DriversSizesTests
{
    private const int Crowd = 100_000;

    [TestCase(2, 0.4778347382516107, new[] { 0.2203530354084397, 0.2574817028431710 })]
    [TestCase(
        12,
        0.3120972346712702,
        new[]
        {
            0.0599500715968012618,
            0.1842258379175418515,
            0.0119757840920920559,
            0.0073094749872472733,
            0.0080216950759196548,
            0.0005199676071283416,
            0.0031804353379953189,
            0.0006538749122619866,
            0.0099123573330154660,
            0.0005131182686991522,
            0.0021304978823404866,
            0.0237041196602273546,
        }
    )]
    public void The_shares_of_the_shortest_and_the_longest_journey_add_up_to_what_all_steps_explain(
        int steps,
        double explained,
        double[] shares
    )
    {
        var drivers = Drivers.Of(People(steps, 150), seed: 1)!;
        Assert.That(drivers.Select(driver => driver.Share), Is.EqualTo(shares).Within(1e-9));
        Assert.That(drivers.Sum(driver => driver.Share), Is.EqualTo(explained).Within(1e-9), "R²");
        Assert.That(
            drivers.Select(driver => driver.Interval),
            Has.All.Matches<Interval>(interval => interval.Low >= 0 && interval.Low < interval.High && interval.High < 1)
        );
    }

    // The overall rating of each person is one of the first four steps at random, and the steps are independent: each of these four
    // explains (1/4)², the others nothing.
    [Test]
    public void The_longest_journey_of_a_hundred_thousand_people_is_known_nearly_exactly()
    {
        var drivers = Drivers.Of(People(12, Crowd), seed: 1)!;
        foreach (var (step, driver) in drivers.Index())
        {
            Assert.That(driver.Share, Is.EqualTo(step < 4 ? 1 / 16.0 : 0).Within(0.005), $"step {step}");
            Assert.That(driver.Interval.High - driver.Interval.Low, Is.LessThan(0.01), $"step {step}");
        }
    }

    /// <summary>For each person the ratings and the product of every two, once for the shares and once for the resamples.</summary>
    [Test]
    public void Room_is_taken_for_the_people_and_not_for_each_of_the_resamples()
    {
        const int columns = 13,
            perPerson = 2 * sizeof(int) * (columns + columns * (columns + 1) / 2);
        var people = People(columns - 1, 20_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = Drivers.Of(people, seed: 1);
        var room = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)people.Count;
        TestContext.Out.WriteLine($"{room:F0} bytes for each person, {perPerson} of them for products");
        Assert.That(room, Is.LessThan(2 * perPerson));
    }

    /// <summary>As in drivers.R: each rates all steps at random, and overall as one of the first steps.</summary>
    private static List<RatedJourney> People(int steps, int number)
    {
        var state = 2026L;
        return [.. Enumerable.Range(0, number).Select(_ => Journey())];

        RatedJourney Journey()
        {
            int[] ratings = [.. Enumerable.Range(0, steps).Select(_ => 1 + Draw(5))];
            return new(ratings, ratings[Draw(Math.Min(steps, 4))], 1);
        }

        int Draw(int sides) => (int)((state = 16807 * state % int.MaxValue) % sides);
    }
}
