using Survey.Db.Questionnaires;
using Survey.Db.Results;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>Rule A7: what is hidden cannot be computed from all that is published together.</summary>
public sealed class AuditorTests
{
    [Test]
    public void In_a_thousand_organisations_nothing_hidden_can_be_computed()
    {
        var found = Enumerable.Range(1, 1000).AsParallel()
            .SelectMany(seed => Auditor.Findings(AuditedWave.Of(RandomWave.Of(seed)))
                .Select(finding => $"{seed} {finding.Item} {finding.Cell?.Kind} {finding.Cell?.Id}: {finding.What}")).ToList();

        Assert.That(found, Is.Empty, string.Join('\n', found));
    }

    // Nobody answers anything without the overall rating: a number of other answers would say how many there are at least.
    [Test]
    public void Nothing_is_shown_of_a_cell_whose_overall_rating_is_hidden()
    {
        var cells = Enumerable.Range(1, 300).SelectMany(seed => AuditedWave.Of(RandomWave.Of(seed)).Figures.GroupBy(figure => (seed, figure.CellId)))
            .Where(cell => cell.Any(figure => figure is { Item: Item.Overall, Shown: Shown.Hidden })).ToList();

        Assert.That(cells.SelectMany(cell => cell.Where(figure => figure.Shown != Shown.Hidden).Select(figure => $"{cell.Key} {figure.Item}")), Is.Empty);
        Assert.That(cells, Has.Count.GreaterThan(200));
    }

    // Its number of answers would tell how many of a hidden rating were low.
    [Test]
    public void Nothing_is_shown_of_a_question_that_follows_a_hidden_rating()
    {
        var cells = Enumerable.Range(1, 300).SelectMany(seed => AuditedWave.Of(RandomWave.Of(seed)).Figures.GroupBy(figure => (seed, figure.CellId)))
            .Where(cell => cell.Any(figure => figure is { Item: "waiting", Shown: Shown.Hidden }) && cell.Any(figure => figure.Item == "reason")).ToList();

        Assert.That(cells.Where(cell => cell.Any(figure => figure is { Item: "reason", Shown: not Shown.Hidden })).Select(cell => cell.Key), Is.Empty);
        Assert.That(cells, Has.Count.GreaterThan(200));
    }

    [Test]
    public void Showing_a_cell_that_is_hidden_for_the_sake_of_others_is_found()
    {
        int shown = 0, noticed = 0;
        foreach (var made in Enumerable.Range(1, 200).Select(RandomWave.Of))
        {
            var wave = AuditedWave.Of(made);
            foreach (var cell in wave.Complementary())
            {
                shown++;
                noticed += Auditor.Findings(wave.Showing(cell)).Any() ? 1 : 0;
            }
        }

        // Not all: one that is hidden in two circles may be shown again while the other protects the rest.
        TestContext.Out.WriteLine($"{noticed} of {shown}");
        Assert.That(noticed, Is.GreaterThan(shown * 0.7), $"{noticed} of {shown}");
    }

    [Test]
    public void Of_two_hidden_relationships_that_share_everything_neither_may_be_shown()
    {
        // Seen by hand: of three relationships of one pair, one has 3 answers; another is hidden with it.
        var wave = AuditedWave.Of(HandMade.ThreeOfOnePair(3, 20, 30));
        var hidden = wave.Complementary().Where(row => row.Cell.Kind == CellKind.Relationship).ToList();

        Assert.That(hidden, Has.Count.EqualTo(1));
        Assert.That(Auditor.Findings(wave), Is.Empty);
        Assert.That(Auditor.Findings(wave.Showing(hidden[0])).Select(finding => finding.Cell?.RelationshipId), Does.Contain(1));
    }
}
