using Survey.Reports.Scoring;

namespace Survey.Tests.Reports.Scoring;

/// <summary>
/// Expected: numpy, from the definition and not by covariances: for each of itertools.permutations(range(4)) the gain in R² of
/// numpy.linalg.lstsq when a step is entered, averaged. Intervals: numpy.quantile(4,000 resamples, [.025, .975]).
/// </summary>
public sealed class DriversTests
{
    /// <summary>One person each: four steps, then the overall rating.</summary>
    private const string People =
        "52454 54544 32444 42233 12132 44344 34324 33533 34534 12322 45535 22112 32422 42242 22312 53533 32333 41131 11122 "
        + "45354 35554 21222 45355 "
        + "45445 23324 25234 22331 34433 45435 44334 45545 34224 55554 32433 21433 55355 24323 33222 44234 33543 24423 55534 "
        + "44334 33344 21312";

    private static readonly IReadOnlyList<RatedJourney> Journeys = [.. People.Split(' ').Select(person => Journey(person))];

    [Test]
    public void The_variance_explained_is_shared_among_the_steps_over_all_orders()
    {
        var drivers = Drivers.Of(Journeys, seed: 1)!;
        Assert.That(
            drivers.Select(driver => driver.Share),
            Is.EqualTo(new[] { 0.10669084858462362, 0.4105689591329747, 0.07556191769121101, 0.10983567205424037 }).Within(1e-9)
        );
        Assert.That(drivers.Sum(driver => driver.Share), Is.EqualTo(0.7026573974630508).Within(1e-9), "R²");
    }

    [Test]
    public void Intervals_are_those_of_another_bootstrap_and_the_same_every_time()
    {
        var drivers = Drivers.Of(Journeys, seed: 1)!;
        Assert.That(drivers.Select(driver => driver.Interval.Low), Is.EqualTo(new[] { 0.036, 0.282, 0.017, 0.041 }).Within(0.035));
        Assert.That(drivers.Select(driver => driver.Interval.High), Is.EqualTo(new[] { 0.224, 0.550, 0.182, 0.222 }).Within(0.035));
        Assert.That(Drivers.Of(Journeys, seed: 1), Is.EqualTo(drivers));
    }

    [Test]
    public void People_who_said_the_same_count_as_often_as_they_are()
    {
        var together = Journeys
            .GroupBy(journey => (string.Concat(journey.Steps), journey.Overall))
            .Select(alike => alike.First() with { People = alike.Count() })
            .ToList();
        Assert.That(together, Has.Count.LessThan(Journeys.Count));
        Assert.That(Drivers.Shares(together), Is.EqualTo(Drivers.Shares(Journeys)).Within(1e-12));
    }

    [Test]
    public void Steps_that_say_the_same_share_alike_what_they_explain()
    {
        var doubled = Journeys.Select(journey => journey with { Steps = [journey.Steps[0], journey.Steps[0], journey.Steps[1]] }).ToList();
        Assert.That(
            Drivers.Shares(doubled),
            Is.EqualTo(new[] { 0.10900423495015282, 0.10900423495015282, 0.4621854207661413 }).Within(1e-9)
        );
    }

    [Test]
    public void A_step_that_everybody_rates_alike_explains_nothing()
    {
        var flat = Journeys.Select(journey => journey with { Steps = [journey.Steps[0], 4] }).ToList();
        Assert.That(Drivers.Shares(flat)![1], Is.Zero);
    }

    [Test]
    public void A_step_that_is_the_overall_rating_explains_all_of_it()
    {
        var copied = Journeys.Select(journey => journey with { Steps = [journey.Overall, 3] }).ToList();
        Assert.That(Drivers.Of(copied, 1)!.Select(driver => driver.Share), Is.EqualTo(new[] { 1.0, 0.0 }).Within(1e-12));
    }

    [TestCase(2, 30)]
    [TestCase(3, 30)]
    [TestCase(4, 40)]
    [TestCase(12, 120)]
    public void Fewer_than_thirty_people_or_ten_per_step_tell_nothing(int steps, int least)
    {
        var enough = Enumerable
            .Range(0, least)
            .Select(person => new RatedJourney(
                [.. Enumerable.Range(0, steps).Select(step => 1 + (person * (step + 3) + step) % 5)],
                1 + person % 5,
                1
            ))
            .ToList();
        Assert.That(Drivers.Of(enough, 1), Has.Count.EqualTo(steps));
        Assert.That(Drivers.Of(enough[1..], 1), Is.Null);
        Assert.That(Drivers.Of([], 1), Is.Null);
    }

    [Test]
    public void Nothing_explains_overall_ratings_that_are_all_equal() =>
        Assert.That(Drivers.Of([.. Journeys.Select(journey => journey with { Overall = 4 })], 1), Is.Null);

    /// <summary>Bounded: what each step explains is never negative, nor more than all of it together.</summary>
    [Test]
    public void Shares_and_their_intervals_lie_between_nothing_and_all()
    {
        foreach (var driver in Drivers.Of(Journeys, seed: 5)!)
        {
            Assert.That(driver.Share, Is.InRange(driver.Interval.Low - 0.2, driver.Interval.High + 0.2));
            Assert.That(driver.Interval.Low, Is.InRange(0, driver.Interval.High));
            Assert.That(driver.Interval.High, Is.LessThanOrEqualTo(1));
        }
    }

    private static RatedJourney Journey(string digits) => new([.. digits[..^1].Select(digit => digit - '0')], digits[^1] - '0', 1);
}
