using Survey.Reports.Scoring;

namespace Survey.Tests.Reports.Scoring;

public sealed class FunnelTests
{
    /// <summary>By hand: of ten people four are lost at the first step and one more at the third.</summary>
    [Test]
    public void Who_was_let_down_once_is_not_satisfied_later() =>
        Assert.That(
            Funnel.Of([Said(5, 4, 5, 4), Said(1, 3, 5, 5), Said(3, 2, 1, 5), Said(1, 4, 4, 3)]),
            Is.EqualTo(new[] { 0.6, 0.6, 0.5 }).Within(1e-12)
        );

    [Test]
    public void A_step_that_does_not_apply_loses_nobody() =>
        Assert.That(Funnel.Of([Said(3, null, 5, null), Said(1, null, 2, 5)]), Is.EqualTo(new[] { 1, 0.75, 0.75 }).Within(1e-12));

    [TestCase(4, 1.0)]
    [TestCase(3, 0.0)]
    public void Satisfied_is_a_four_or_a_five(int rating, double share) =>
        Assert.That(Funnel.Of([Said(10, rating)]), Is.EqualTo(new[] { share }));

    [TestCase(2)]
    [TestCase(12)]
    public void A_hundred_thousand_people_of_whom_each_step_loses_as_many_grow_fewer_in_equal_steps(int steps)
    {
        var everybody = Enumerable
            .Range(0, 100_000 / (steps + 1) * (steps + 1))
            .Select(person => Said(1, [.. Enumerable.Range(0, steps).Select(step => (int?)(step == person % (steps + 1) ? 3 : 4))]))
            .ToList();
        Assert.That(Funnel.Of(everybody), Is.EqualTo(Enumerable.Range(1, steps).Select(step => 1 - step / (steps + 1.0))).Within(1e-12));
    }

    private static (IReadOnlyList<int?> Steps, int People) Said(int people, params int?[] steps) => (steps, people);
}
