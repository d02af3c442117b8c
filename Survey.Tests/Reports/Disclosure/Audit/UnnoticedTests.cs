using Survey.Db.Results;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>
/// Rule A7 seen from outside. Where every published sum stays the same, nothing else that is published may change either: no interval,
/// no distribution, no verdict, gap or slope, and no response rate.
/// </summary>
public sealed class UnnoticedTests
{
    [Test]
    public void Nothing_published_changes_when_hidden_answers_change_places() => AssertUnnoticed(250, made =>
        Tables.Of(AuditedWave.Of(made)).Select(table => Exchange(table, made)).OfType<(string Item, (long, int) One, (long, int) Other)>()
            .Select(row => (row.ToString(), made.Exchange(row.Item, row.One, row.Other))));

    // Of fewer than ten answers nobody may see more than the mean, not even through a roll-up that holds them.
    [Test]
    public void Nothing_published_changes_when_answers_without_a_distribution_come_nearer_to_each_other() => AssertUnnoticed(200, made =>
        Tables.Of(AuditedWave.Of(made)).Where(table => table.Within is null).SelectMany(table => Spreads(table, made))
            .Select(row => (row.ToString(), made.Narrow(row.Item, row.Group, row.Low, row.High))));

    // "1.5 or lower" is all that anybody may see of them, through roll-ups, too.
    [Test]
    public void Nothing_published_changes_when_few_answer_otherwise_within_what_is_shown_of_them() => AssertUnnoticed(500, made =>
        Small(made).SelectMany(row => new[] { -1, 1 }.Where(step => row.Answer + step is >= 1 and <= 5)
            .Select(step => ($"{row.Relationship} {row.Answer}", Changed: made.Instead("overall", row.Group, row.Answer, row.Answer + step)))
            .Where(change => LooksAlike(made, change.Changed, row.Relationship))));

    // Nor how many they are.
    [Test]
    public void No_roll_up_changes_when_few_are_one_more_within_their_band()
    {
        var tried = 0;
        foreach (var made in Enumerable.Range(1, 250).Select(RandomWave.Of))
        {
            foreach (var (relationship, group, answer) in Small(made))
            {
                var more = made.More("overall", group, answer);
                if (LooksAlike(made, more, relationship) && Hidden(more).SetEquals(Hidden(made)))
                {
                    tried++;
                    Assert.That(RollUps(more), Is.EqualTo(RollUps(made)));
                }
            }
        }

        Assert.That(tried, Is.GreaterThan(50));

        static HashSet<long> Hidden(MadeWave wave) => [.. wave.Figures().Figures.Where(figure => figure is { Item: "overall", Shown: Shown.Hidden }).Select(figure => figure.CellId)];

        static IEnumerable<object> RollUps(MadeWave wave) => wave.Figures().Figures
            .Where(figure => figure.Item == "overall" && wave.Frame.Cells.First(cell => cell.Id == figure.CellId).RelationshipId is null)
            .Select(figure => (object)(figure.CellId, figure.Shown, figure.N, figure.NBand, figure.Value, figure.Low, figure.High, string.Join(' ', figure.Counts ?? []), figure.Census));
    }

    // Of time lost a roll-up tells nothing of relationships that do not tell theirs, not even that there were answers.
    [Test]
    public void Nothing_published_changes_when_nobody_says_how_much_time_was_lost_where_that_is_hidden() => AssertUnnoticed(200, made =>
    {
        var truth = made.Truth();
        return PublishedFacts.Of(made).Hidden.Where(row => row.Item.StartsWith('*')).Select(row => made.Frame.Cells.First(cell => cell.Id == row.Cell))
            .Where(cell => cell.Kind == CellKind.Relationship && made.Frame.GroupsOf(cell.RelationshipId!.Value).Any(group => truth.ContainsKey((group.Id, "*time_lost"))))
            .Select(cell => ($"{cell.RelationshipId}", made.WithoutTimeLost(cell.RelationshipId!.Value)));
    });

    // Where fewer than the minimum had no contact in some group, no weight may tell where they were.
    [Test]
    public void Nothing_published_changes_when_one_of_few_without_contact_belongs_to_another_group() => AssertUnnoticed(250, made =>
        made.Frame.Relationships.SelectMany(row => MovesOfOneWithoutContact(made, row)).Select(changed => ("without contact", changed)));

    [Test]
    public void A_weighted_figure_does_not_tell_in_which_unit_few_had_no_contact()
    {
        var (one, other, many) = (Facts(5, 4), Facts(8, 1), Facts(7, 5));

        Assert.That(one, Is.EqualTo(other));
        Assert.That(one, Is.Not.EqualTo(many), "counted where they are enough in each");

        static IReadOnlyList<string> Facts(int ofFirst, int ofOther) => PublishedFacts.Of(HandMade.TwoUnitsAskedAtDifferentRates(ofFirst, ofOther)).Facts;
    }

    [Test]
    public void No_figure_changes_with_the_people_who_were_asked_about_hidden_services_only()
    {
        var tried = 0;
        foreach (var made in Enumerable.Range(1, 300).Select(RandomWave.Of).Where(made => made.AskedTogether is not null))
        {
            var figures = made.Figures();
            var told = figures.Items.Zip(figures.Figures).Where(row => row.First is { Item: "overall", Cell.Kind: CellKind.Relationship } && row.Second.N is not null)
                .Select(row => row.First.Cell.RelationshipId!.Value).ToHashSet();
            var more = made with
            {
                AskedTogether = [.. made.AskedTogether!.Select(set => set.ReportingGroups.Any(group => told.Contains(made.RelationshipOf(group))) ? set : set with { People = 1 + set.People / 2 })],
            };
            tried += more.AskedTogether.SequenceEqual(made.AskedTogether!) ? 0 : 1;
            Assert.That(more.Figures().Figures.Select(Ends), Is.EqualTo(figures.Figures.Select(Ends)));
        }

        Assert.That(tried, Is.GreaterThan(100));

        static object Ends(PublishedFigure figure) => (figure.CellId, figure.Item, figure.Value, figure.Low, figure.High, figure.FavourableLow, figure.FavourableHigh);
    }

    /// <summary>The answers to relationships that show the overall rating of few.</summary>
    private static IEnumerable<(long Relationship, long Group, int Answer)> Small(MadeWave made)
    {
        var wave = made.Figures();
        var answers = made.Answers.Where(row => row.Position == made.Position(row.ReportingGroupId, "overall")).ToLookup(row => made.RelationshipOf(row.ReportingGroupId));
        return wave.Items.Zip(wave.Figures).Where(row => row is { First: { Item: "overall", Cell.Kind: CellKind.Relationship }, Second.IsCoarse: true })
            .SelectMany(row => answers[row.First.Cell.RelationshipId!.Value])
            .Select(row => (made.RelationshipOf(row.ReportingGroupId), row.ReportingGroupId, row.Value));
    }

    private static bool LooksAlike(MadeWave made, MadeWave changed, long relationship)
    {
        return Look(made).SequenceEqual(Look(changed));

        IEnumerable<object> Look(MadeWave wave) => wave.Figures().Figures
            .Where(figure => figure.Item == "overall" && wave.Frame.Cells.First(cell => cell.Id == figure.CellId).RelationshipId == relationship)
            .Select(figure => (object)(figure.CellId, figure.Shown, figure.NBand, figure.N, figure.Value));
    }

    private static IEnumerable<MadeWave> MovesOfOneWithoutContact(MadeWave made, FramedRelationship row)
    {
        var groups = made.Frame.GroupsOf(row.RelationshipId);
        var none = made.Responses.Index().Where(response => !response.Item.Contact).ToLookup(response => response.Item.Group, response => response.Index);
        return from one in groups
               from other in groups
               where one.Id != other.Id && none[one.Id].Count() is var few && few > 1 && few < row.MinimumGroup && none[other.Id].Any()
               select made.Saying([.. made.Responses.Select((response, index) => index == none[one.Id].First() ? response with { Group = other.Id } : response)]);
    }

    /// <param name="changesOf">Waves that differ from a wave in what nobody may see, and in what.</param>
    private static void AssertUnnoticed(int seeds, Func<MadeWave, IEnumerable<(string What, MadeWave Changed)>> changesOf)
    {
        var noticed = new List<string>();
        var tried = 0;
        foreach (var seed in Enumerable.Range(1, seeds))
        {
            var made = RandomWave.Of(seed);
            var before = PublishedFacts.Of(made);
            foreach (var (what, changed) in changesOf(made))
            {
                var after = PublishedFacts.Of(changed);
                if (after.Hidden.SetEquals(before.Hidden))
                {
                    tried++;
                    noticed.AddRange(before.Facts.Except(after.Facts).Select(fact => $"{seed} {what}: {fact}"));
                }
            }
        }

        Assert.That(noticed, Is.Empty, string.Join('\n', noticed.Take(20)));
        Assert.That(tried, Is.GreaterThan(100));
    }

    /// <summary>Of each relationship that tells no distribution, two answers of a group that are two or more apart.</summary>
    private static IEnumerable<(string Item, long Group, int Low, int High)> Spreads(AuditedTable table, MadeWave made) =>
        !table.Scale.IsMean ? [] : table.Figures.Where(figure => figure is { IsExact: false, Cell.Kind: CellKind.Relationship })
            .Select(figure => Answers(table, made, table.Pieces[figure.Pieces[0]]).GroupBy(answer => answer.Group, answer => answer.Value)
                .FirstOrDefault(group => group.Max() - group.Min() > 1))
            .OfType<IGrouping<long, int>>().Select(group => (table.Item, group.Key, group.Min(), group.Max()));

    /// <summary>Two different answers in pieces that every shown figure has both of, or neither.</summary>
    private static (string, (long, int), (long, int))? Exchange(AuditedTable table, MadeWave made)
    {
        if (table.Item.StartsWith('*') || table.Item.Contains(' '))
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
            .SelectMany(row => row.Value.Index().Where(count => count.Item > 0).Select(count => (row.Key.Group, table.Lowest + count.Index)))];

    private static ((long, int) One, (long, int) Other)? Different(List<(long Group, int Value)> some, List<(long Group, int Value)> others) =>
        some.SelectMany(one => others.Select(other => (one, other))).Where(pair => pair.one.Value != pair.other.Value)
            .OrderByDescending(pair => Math.Abs(pair.one.Value - pair.other.Value)).Select(pair => (((long, int), (long, int))?)pair).FirstOrDefault();
}
