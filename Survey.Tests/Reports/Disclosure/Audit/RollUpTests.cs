using Survey.Reports.Scoring;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>A roll-up in which few hidden answers weigh much. The intruder knows everybody else's answers exactly.</summary>
public sealed class RollUpTests
{
    [TestCase(1, 1, 1, 100)]
    [TestCase(10, 1, 1, 15)]
    [TestCase(10, 6, 1, 3)]
    [TestCase(40, 1, 1, 6)]
    [TestCase(10, 1, 3, 20)]
    public void A_dominant_small_part_stays_open(int waves, int items, int hidden, int trials) =>
        Tally
            .Of($"roll-up, {waves} waves, {items} items, {hidden} hidden", LongSearch.Trials(trials), trial =>
                Attack(trial, waves, items, hidden)
            )
            .AssertClosed();

    [Test]
    public void A_part_of_less_than_the_minimum_never_makes_up_a_roll_up_alone()
    {
        var answers = Together([5, 5], [.. Enumerable.Repeat(3, 100)], 0.01);

        Assert.That(answers.N, Is.LessThan(Simulated.MinimumGroup), "hidden: one answer would be more than a fifth");
    }

    private static Finding? Attack(int trial, int waves, int items, int hidden)
    {
        var made = new Simulated(trial);
        var others = made.Rate(made.Random.Next(30, 120));
        var rest = made.Rate(hidden);
        var weight = (made.Random.Next(5, 40) - hidden) / (double)others.Length;
        var answers = Together(rest, others, weight);
        return weight is <= 0 or > 0.99 || answers.N < Simulated.MinimumGroup
            ? null
            : ChainAuditTests.Checked(
                Intruder.Among(
                    Series.Of(Simulated.Key(trial), "1>*/", answers, waves, items),
                    [.. Ratings.Above(others).Select(above => above * weight)],
                    hidden
                ),
                rest
            );
    }

    /// <param name="weight">Of one of the others beside one of the few.</param>
    private static WeightedAnswers Together(int[] few, int[] others, double weight) =>
        WeightedAnswers.Together([(Simulated.Answers(few), few.Length), (Simulated.Answers(others), weight * others.Length)]);
}
