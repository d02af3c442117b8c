using Survey.Reports.Disclosure;

namespace Survey.Tests.Reports.Disclosure;

public sealed class SuppressionTests
{
    [Test]
    public void A_cell_with_fewer_answers_than_its_own_minimum_is_hidden() =>
        Assert.That(Hide([(1, 4, 5), (2, 5, 5), (3, 6, 7), (4, 0, 5)]), Is.EquivalentTo(new[] { 1, 3, 4 }));

    [Test]
    public void A_single_hidden_part_takes_the_next_smallest_with_it() =>
        Assert.That(Hide([(1, 40, 5), (2, 3, 5), (3, 20, 5), (4, 17, 5)], new Partition(1, [2, 3, 4], 0)), Is.EquivalentTo(new[] { 2, 4 }));

    [Test]
    public void An_empty_part_does_not_protect_a_hidden_one() =>
        Assert.That(Hide([(1, 40, 5), (2, 3, 5), (3, 20, 5), (4, 17, 5), (5, 0, 5)], new Partition(1, [2, 3, 4, 5], 0)),
            Is.EquivalentTo(new[] { 2, 4, 5 }));

    [Test]
    public void Two_hidden_parts_with_too_few_people_together_take_a_third() =>
        Assert.That(Hide([(1, 40, 5), (2, 1, 5), (3, 2, 5), (4, 20, 5), (5, 17, 5)], new Partition(1, [2, 3, 4, 5], 0)),
            Is.EquivalentTo(new[] { 2, 3, 5 }));

    [Test]
    public void People_outside_of_the_parts_protect_a_hidden_one_when_they_are_enough()
    {
        (long, int, int)[] cells = [(1, 40, 5), (2, 3, 5), (3, 20, 5)];
        Assert.That(Hide(cells, new Partition(1, [2, 3], 17)), Is.EquivalentTo(new[] { 2 }));
        Assert.That(Hide([(1, 24, 5), (2, 3, 5), (3, 20, 5)], new Partition(1, [2, 3], 1)), Is.EquivalentTo(new[] { 2, 3 }));
    }

    [Test]
    public void Too_few_people_outside_of_the_parts_are_protected_as_well() =>
        Assert.That(Hide([(1, 30, 5), (2, 12, 5), (3, 15, 5)], new Partition(1, [2, 3], 3)), Is.EquivalentTo(new[] { 2 }));

    [Test]
    public void A_total_under_ten_answers_gives_nothing_away() =>
        Assert.That(Hide([(1, 9, 5), (2, 3, 5), (3, 6, 5)], new Partition(1, [2, 3], 0)), Is.EquivalentTo(new[] { 2 }));

    [Test]
    public void What_is_hidden_in_one_partition_is_protected_in_the_others() =>
        Assert.That(
            Hide(
                [(1, 40, 5), (2, 3, 5), (3, 17, 5), (4, 20, 5), (5, 17, 5), (6, 8, 5), (7, 9, 5)],
                new Partition(1, [2, 3, 4], 0), new Partition(3, [5], 0), new Partition(5, [6, 7], 0)),
            Is.EquivalentTo(new[] { 2, 3, 5, 6 }));

    [Test]
    public void Cells_of_the_same_people_are_hidden_together_however_few_they_are() =>
        Assert.That(
            Hide([(1, 40, 5), (2, 3, 5), (3, 8, 5), (4, 29, 5), (5, 8, 5)], new Partition(1, [2, 3, 4], 0), new Partition(3, [5], 0)),
            Is.EquivalentTo(new[] { 2, 3, 5 }));

    [Test]
    public void A_roll_up_that_asks_for_more_people_hides_nothing_but_itself() =>
        Assert.That(Hide([(1, 6, 7), (2, 6, 5)], new Partition(1, [2], 0)), Is.EquivalentTo(new[] { 1 }));

    private static IReadOnlySet<long> Hide((long Id, int N, int Minimum)[] cells, params Partition[] partitions) =>
        Suppression.Hide(cells.ToDictionary(cell => cell.Id, cell => new CellCount(cell.N, cell.Minimum)), partitions);
}
