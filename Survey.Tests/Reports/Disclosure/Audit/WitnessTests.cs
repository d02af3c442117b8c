using Survey.Db.Results;
using Survey.Reports.Publishing;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>Rule A7, proved by example: answers of other people that lead to everything that was published, and to another mean of what is hidden.</summary>
public sealed class WitnessTests
{
    [Test]
    public void What_is_hidden_could_have_been_otherwise_for_all_that_is_published() =>
        AssertWitnessed(Enumerable.Range(1, 40).Select(RandomWave.Of), wide: 0.6);

    [Test]
    public void What_is_hidden_beside_the_importance_of_steps_could_have_been_otherwise() =>
        AssertWitnessed(Enumerable.Range(1, 60).Select(RandomWave.OfServices), wide: 0.6);

    /// <param name="wide">
    /// The share of hidden figures for which people who change places are enough to be wide; for the others numbers, or several exchanges at
    /// once, have to differ too, as the auditor finds.
    /// </param>
    private static void AssertWitnessed(IEnumerable<MadeWave> waves, double wide)
    {
        var (tried, found) = (0, 0);
        var noticed = new List<string>();
        foreach (var made in waves)
        {
            var facts = PublishedFacts.Of(made);
            var witness = new Witness(made, facts);
            var tables = Tables.Of(AuditedWave.Of(made)).ToList();
            foreach (var target in facts.Wave.Items.Where(item => item is { IsMean: true, Cell.RelationshipId: not null, People: > 0 } && facts.Hidden.Contains((item.Cell.Id, item.Item))))
            {
                var (low, high) = (witness.Furthest(target, up: false), witness.Furthest(target, up: true));
                noticed.AddRange(new[] { low.World, high.World }.Select(PublishedFacts.Of).Where(other => other.Hidden.SetEquals(facts.Hidden))
                    .SelectMany(other => facts.Facts.Except(other.Facts)).Select(fact => $"{target.Cell} {target.Item}: {fact}"));
                tried++;
                found += high.Mean - low.Mean >= Required(tables, target) - 1e-6 ? 1 : 0;
            }
        }
        TestContext.Out.WriteLine($"{found} of {tried}");

        Assert.That(noticed, Is.Empty, string.Join('\n', noticed.Take(20)));
        Assert.That(found, Is.GreaterThan(wide * tried));
    }

    /// <summary>A part of a hidden relationship is in no table: it needs all.</summary>
    private static double Required(List<AuditedTable> tables, CellItem target) =>
        tables.SelectMany(table => table.Figures.Where(figure => table.Item == target.Item && figure.Cell?.Id == target.Cell.Id), (table, figure) => Math.Min(1, Auditor.Alone(table, figure)))
            .DefaultIfEmpty(1).First();
}
