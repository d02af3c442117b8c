using Survey.Db.Results;
using Survey.Reports.Publishing;
using Survey.Reports.Scoring;

namespace Survey.Tests.Reports.Publishing;

/// <summary>That beside the numbers of answers to a step, and to the service as a whole, nothing tells to how few the step does not apply.</summary>
public sealed class DoesNotApplyTests
{
    [TestCase(3)]
    [TestCase(5)]
    [TestCase(7)]
    public void Nothing_narrows_down_to_how_few_a_step_does_not_apply(int minimum)
    {
        var tables = from all in Enumerable.Range(10, 40)
                     from rated in Enumerable.Range(10, all - 9)
                     from others in Enumerable.Range(0, all - rated + 1)
                     select (all, rated, others);
        foreach (var alike in tables.GroupBy(table => (table.all, table.rated, Told: Told(table.all, table.rated, table.others, minimum))))
        {
            var possible = alike.Select(table => table.others).Distinct().Order().ToList();
            var few = Enumerable.Range(1, Math.Min(minimum - 1, alike.Key.all - alike.Key.rated)).ToList();
            Assert.That(possible, Is.EquivalentTo(new[] { alike.Key.Told ?? -1 }).Or.SupersetOf(few), $"{alike.Key}");
            Assert.That(possible, Has.Count.GreaterThan(1).Or.Not.SubsetOf(few), $"{alike.Key} tells the number");
        }
    }

    [TestCase(12, 12, 0, 0)]
    [TestCase(12, 11, 0, null, Description = "as with one")]
    [TestCase(17, 12, 0, 0)]
    [TestCase(17, 12, 4, null)]
    [TestCase(17, 12, 5, 5)]
    public void It_is_told_of_nobody_or_enough(int all, int rated, int others, int? told) => Assert.That(Told(all, rated, others, 5), Is.EqualTo(told));

    private static int? Told(int all, int rated, int others, int minimum)
    {
        var cell = new PublicationCell(1, 1, CellKind.Relationship, 1, null, null, null, minimum);
        var stratum = new Stratum(new Histogram(1, [0, 0, 2, 0, rated - 2]), new Population(60, 60, all, 0), others == 0 || others >= minimum ? others : null);
        return Figures.Of(new CellItem(cell, "waiting", new("rating", 1, 5), new Strata([stratum]), rated, IsBreakdownPoint: true), hidden: false).DoesNotApply;
    }
}
