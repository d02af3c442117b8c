using System.Text.Json;
using Survey.Db.Results;
using Survey.Reports.Publishing;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>
/// Rule A7 seen from outside. Where every published sum stays the same, nothing else that is published may change either: no interval,
/// no distribution, no verdict, gap or slope, and no response rate.
/// </summary>
public sealed class UnnoticedTests
{
    [Test]
    public void Nothing_published_changes_when_hidden_answers_change_places() => AssertUnnoticed(1000, made =>
        Tables.Of(AuditedWave.Of(made)).Select(table => Exchange(table, made)).OfType<(string Item, (long, int) One, (long, int) Other)>()
            .Select(row => (row.ToString(), made.Exchange(row.Item, row.One, row.Other))));

    // Of fewer than ten answers nobody may see more than the mean, not even through a roll-up that holds them.
    [Test]
    public void Nothing_published_changes_when_answers_without_a_distribution_come_nearer_to_each_other() => AssertUnnoticed(500, made =>
        Tables.Of(AuditedWave.Of(made)).Where(table => table.Within is null).SelectMany(table => Spreads(table, made))
            .Select(row => (row.ToString(), made.Narrow(row.Item, row.Group, row.Low, row.High))));

    // Of time lost a roll-up tells nothing of relationships that do not tell theirs, not even that there were answers.
    [Test]
    public void Nothing_published_changes_when_nobody_says_how_much_time_was_lost_where_that_is_hidden() => AssertUnnoticed(300, made =>
    {
        var truth = made.Truth();
        return Published.Of(made).Hidden.Where(row => row.Item.StartsWith('*')).Select(row => made.Frame.Cells.First(cell => cell.Id == row.Cell))
            .Where(cell => cell.Kind == CellKind.Relationship && made.Frame.GroupsOf(cell.RelationshipId!.Value).Any(group => truth.ContainsKey((group.Id, "*time_lost"))))
            .Select(cell => ($"{cell.RelationshipId}", made.WithoutTimeLost(cell.RelationshipId!.Value)));
    });

    /// <param name="changesOf">Waves that differ from a wave in what nobody may see, and in what.</param>
    private static void AssertUnnoticed(int seeds, Func<MadeWave, IEnumerable<(string What, MadeWave Changed)>> changesOf)
    {
        var noticed = new List<string>();
        var tried = 0;
        foreach (var seed in Enumerable.Range(1, seeds))
        {
            var made = RandomWave.Of(seed);
            var before = Published.Of(made);
            foreach (var (what, changed) in changesOf(made))
            {
                var after = Published.Of(changed);
                if (after.Hidden.SetEquals(before.Hidden))
                {
                    tried++;
                    noticed.AddRange(before.Facts.Except(after.Facts).Select(fact => $"{seed} {what}: {fact}"));
                }
            }
        }

        Assert.That(noticed, Is.Empty, string.Join('\n', noticed.Take(20)));
        Assert.That(tried, Is.GreaterThan(200));
    }

    /// <summary>Of each relationship that tells no distribution, two answers of a group that are two or more apart.</summary>
    private static IEnumerable<(string Item, long Group, int Low, int High)> Spreads(AuditedTable table, MadeWave made) =>
        table.Item.StartsWith('*') ? [] : table.Figures.Where(figure => figure is { IsExact: false, Cell.Kind: CellKind.Relationship })
            .Select(figure => Answers(table, made, table.Pieces[figure.Pieces[0]]).GroupBy(answer => answer.Group, answer => answer.Value)
                .FirstOrDefault(group => group.Max() - group.Min() > 1))
            .OfType<IGrouping<long, int>>().Select(group => (table.Item, group.Key, group.Min(), group.Max()));

    /// <summary>Two different answers in pieces that every shown figure has both of, or neither.</summary>
    private static (string, (long, int), (long, int))? Exchange(AuditedTable table, MadeWave made)
    {
        if (table.Item.StartsWith('*'))
        {
            return null;
        }
        var shown = table.Figures.Where(figure => !figure.IsHidden).ToList();
        foreach (var one in Enumerable.Range(0, table.Pieces.Count))
        {
            foreach (var other in Enumerable.Range(one + 1, table.Pieces.Count - one - 1))
            {
                if (WeighAlike(table, table.Pieces[one], table.Pieces[other]) && shown.TrueForAll(figure => figure.Pieces.Contains(one) == figure.Pieces.Contains(other))
                    && Different(Answers(table, made, table.Pieces[one]), Answers(table, made, table.Pieces[other])) is { } pair)
                {
                    return (table.Item, pair.One, pair.Other);
                }
            }
        }
        return null;
    }

    private static bool WeighAlike(AuditedTable table, Piece one, Piece other) =>
        !table.IsWeighted || Math.Abs(one.Weight * other.Truth.Sum() - other.Weight * one.Truth.Sum()) < 1e-9;

    private static List<(long Group, int Value)> Answers(AuditedTable table, MadeWave made, Piece piece) =>
        [.. made.Truth().Where(row => row.Key.Item == table.Item && (table.Within is null
                ? made.Frame.Groups.First(group => group.Id == row.Key.Group).RelationshipId : row.Key.Group) == piece.Id)
            .SelectMany(row => row.Value.Index().Where(count => count.Item > 0).Select(count => (row.Key.Group, 1 + count.Index)))];

    private static ((long, int) One, (long, int) Other)? Different(List<(long Group, int Value)> some, List<(long Group, int Value)> others) =>
        some.SelectMany(one => others.Select(other => (one, other))).Where(pair => pair.one.Value != pair.other.Value)
            .OrderByDescending(pair => Math.Abs(pair.one.Value - pair.other.Value)).Select(pair => (((long, int), (long, int))?)pair).FirstOrDefault();

    /// <param name="Hidden">Cells and items.</param>
    /// <param name="Facts">Everything that is published, line by line.</param>
    private sealed record Published(HashSet<(long Cell, string Item)> Hidden, IReadOnlyList<string> Facts)
    {
        public static Published Of(MadeWave made)
        {
            var wave = WaveFigures.Of(made.Frame, made.Answers, made.Contacts, null);
            var shown = wave.Items.Zip(wave.Figures).ToList();
            var cells = made.Frame.Cells.ToDictionary(cell => cell.Id);
            var exact = wave.Figures.Where(figure => figure is { N: not null, Value: not null, Kind: "rating" } && cells[figure.CellId].Kind == CellKind.Relationship)
                .Select(figure => (Figure: figure, Relationship: made.Frame.Relationship(cells[figure.CellId].RelationshipId!.Value))).ToList();
            var earlier = exact.Select(row => new EarlierFigure(
                Against.Before, row.Relationship.RelationshipId, 0, row.Relationship.JourneyId, row.Figure.Item, row.Figure.N, 6 - row.Figure.Value!.Value,
                100 - row.Figure.Favourable, 5, [.. row.Figure.Counts!.Reverse()]));
            var trend = exact.SelectMany(row => Enumerable.Range(1, 3).Select(back => new TrendFigure(
                row.Relationship.RelationshipId, row.Relationship.JourneyId, row.Figure.Item, 90 * back, row.Figure.Value!.Value - (back % 2))));
            return new(
                wave.Figures.Where(figure => figure.Shown == Shown.Hidden).Select(figure => (figure.CellId, figure.Item)).ToHashSet(),
                [.. Lines(wave.Figures), .. Lines(Participation.Of(made.Frame, wave.Answers, wave.Figures, null, null)), .. Lines(Gaps.Of(made.Frame, shown).Select(gap => new { gap.CellId, gap.OtherCellId, gap.Clear, gap.Difference, gap.Low, gap.High })),
                    .. Lines(Slopes.Of(made.Frame, shown, trend)), .. Lines(Verdicts.Of(new Comparisons(made.Frame, earlier).Of(shown)).Select(row => new
                    {
                        row.CellId, row.Item, row.Called, row.Difference, row.Low, row.High, row.ShareCalled, row.ShareDifference, row.ShareLow, row.ShareHigh,
                    }))]);
        }

        private static IEnumerable<string> Lines<T>(IEnumerable<T> rows) => rows.Select(row => $"{typeof(T).Name} {JsonSerializer.Serialize(row)}");
    }
}
