using Survey.Reports.Disclosure;

namespace Survey.Tests.Reports.Disclosure;

/// <summary>
/// Parts of one whole, or a table of two rows and two columns with its sums. Answers are spread over the values 1 to 5
/// alike, unless a test says otherwise.
/// </summary>
public sealed class SuppressionTests
{
    private const int Whole = 1;

    [Test]
    public void A_cell_with_fewer_answers_than_its_own_minimum_is_hidden() =>
        Assert.That(Parts((2, 4, 5), (3, 40, 5), (4, 6, 7)), Is.EquivalentTo(new[] { 2, 4 }));

    [Test]
    public void A_single_hidden_part_takes_the_next_smallest_with_it() =>
        Assert.That(Parts((2, 3, 5), (3, 20, 5), (4, 17, 5)), Is.EquivalentTo(new[] { 2, 4 }));

    [Test]
    public void Of_equal_parts_the_first_is_hidden() =>
        Assert.That(Parts((2, 3, 5), (3, 17, 5), (4, 17, 5)), Is.EquivalentTo(new[] { 2, 3 }));

    [Test]
    public void An_empty_part_does_not_protect_a_hidden_one() =>
        Assert.That(Parts((2, 3, 5), (3, 20, 5), (4, 17, 5), (5, 0, 5)), Is.EquivalentTo(new[] { 2, 4, 5 }));

    [Test]
    public void Two_hidden_parts_with_too_few_people_together_take_a_third() =>
        Assert.That(Parts((2, 1, 5), (3, 2, 5), (4, 20, 5), (5, 17, 5)), Is.EquivalentTo(new[] { 2, 3, 5 }));

    [Test]
    public void When_no_part_is_left_the_whole_is_hidden_too() =>
        Assert.That(Parts((2, 3, 5)), Is.EquivalentTo(new[] { Whole, 2 }));

    [Test]
    public void People_in_no_cell_protect_a_hidden_one_when_they_are_enough()
    {
        Assert.That(Parts((2, 3, 5), (3, 20, 5), (0, 17, 5)), Is.EquivalentTo(new[] { 2 }));
        Assert.That(Parts((2, 3, 5), (3, 20, 5), (0, 1, 5)), Is.EquivalentTo(new[] { 2, 3 }));
    }

    [Test]
    public void Too_few_people_in_no_cell_are_protected_as_well() =>
        Assert.That(Parts((2, 12, 5), (3, 15, 5), (0, 3, 5)), Is.EquivalentTo(new[] { 2 }));

    [Test]
    public void A_hidden_cell_of_a_table_takes_the_cheapest_circle_with_it() =>
        Assert.That(Table([(11, 3), (12, 30), (13, 20), (21, 25), (22, 40), (23, 12), (31, 9), (32, 30), (33, 60)]),
            Is.EquivalentTo(new[] { 11, 13, 31, 33 }).Or.EquivalentTo(new[] { 11, 13, 21, 23 }));

    [Test]
    public void A_cell_whose_partners_hold_only_its_own_value_could_be_computed_all_the_same()
    {
        // Row and column leave 11 nothing but threes, whatever is between 12 and 21.
        var hidden = Table([(11, 3), (12, 12), (13, 30), (21, 12), (22, 12), (23, 30), (31, 30), (32, 30), (33, 60)],
            answers: cell => cell switch { 11 or 12 or 22 => [0, 0, 1, 0, 0], 21 => [1, 0, 0, 0, 0], _ => [1, 1, 1, 1, 1] });

        Assert.That(hidden, Has.Count.GreaterThan(4));
    }

    // 33 is all of 103; 203 without it is 13; 101 without that is 11 and 12, 4 people.
    [Test]
    public void Too_few_people_may_not_be_left_either_when_those_that_can_be_computed_are_taken_away() =>
        Assert.That(Table([(11, 2), (12, 2), (13, 20), (21, 20), (22, 20), (33, 20)], areShown: false,
            answers: cell => cell switch { 11 => [1, 0, 0, 0, 0], 12 => [0, 0, 0, 0, 1], _ => [1, 1, 1, 1, 1] }), Does.Contain(101));

    private static IReadOnlyCollection<int> Parts(params (int Cell, int N, int Minimum)[] parts) => Hide(
        parts.Select(part => Arc(Network.Source, Network.Sink, part.Cell, part.N, part.Minimum))
            .Prepend(Arc(Network.Sink, Network.Source, Whole, parts.Sum(part => part.N), 5, isTotal: true)), 2);

    private static IReadOnlyCollection<int> Table((int Cell, int N)[] cells, Func<int, int[]>? answers = null, bool areShown = true) => Hide(
        [
            .. cells.Select(cell => Arc(1 + cell.Cell / 10, 4 + cell.Cell % 10, areShown ? cell.Cell : 0, cell.N, 5, answers: answers?.Invoke(cell.Cell))),
            .. cells.GroupBy(cell => cell.Cell / 10).Select(row => Arc(Network.Source, 1 + row.Key, 100 + row.Key, row.Sum(cell => cell.N), 5, isTotal: true)),
            .. cells.GroupBy(cell => cell.Cell % 10).Select(row => Arc(4 + row.Key, Network.Sink, 200 + row.Key, row.Sum(cell => cell.N), 5, isTotal: true)),
        ], 8);

    private static IReadOnlyCollection<int> Hide(IEnumerable<Arc> arcs, int nodes)
    {
        var network = new Network([.. arcs], nodes, numbersAreOpen: true, [1, 2, 3, 4, 5]);
        Suppression.Hide(network);
        return [.. network.HiddenCells.Select(cell => (int)cell)];
    }

    /// <param name="cell">0: none.</param>
    /// <param name="answers">The share of each value.</param>
    private static Arc Arc(int tail, int head, int cell, int n, int minimum, bool isTotal = false, int[]? answers = null)
    {
        var shares = answers ?? [1, 1, 1, 1, 1];
        var each = n / shares.Sum();
        var counts = shares.Select((share, place) => share * each + (place == 2 && answers is null ? n - 5 * each : 0)).ToArray();
        return new(tail, head, cell == 0 ? null : cell, isTotal, n, minimum, Survey.Reports.Disclosure.Arc.Hold(counts.Select(count => (double)count), n, null));
    }
}
