using Survey.Tests.Support;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>Everything published in several waves, by an intruder who assumes that everybody rates alike in all of them.</summary>
public sealed class WavesTests
{
    [TestCase(1, 400)]
    [TestCase(6, 50)]
    public void Who_joins_between_two_waves_stays_open(int items, int trials) =>
        Tally.Of($"joiner, {items} items", LongSearch.Trials(trials), trial => Joiner(trial, items, 10, 40)).AssertClosed();

    [Test]
    public void Who_leaves_between_two_waves_stays_open() =>
        Tally
            .Of("leaver", LongSearch.Trials(150), trial =>
            {
                var (others, one) = Made(trial, 10, 40, 1);
                var key = Simulated.Key(trial);
                var (before, after) = (
                    Series.Of(key, "1>*/", Simulated.Answers([.. others, .. one])),
                    Series.Of(key, "1>*/", Simulated.Answers(others), from: 1)
                );
                return before.Layers == after.Layers ? ChainAuditTests.Checked(Intruder.Joined(before, after, 1), one) : null;
            })
            .AssertClosed();

    [Test]
    public void Five_people_then_six_leave_the_sixth_open() =>
        Tally.Of("five, then six", LongSearch.Trials(100), trial => Joiner(trial, 1, 5, 5)).AssertClosed();

    [Test]
    public void Who_moves_from_one_unit_to_another_stays_open() =>
        Tally
            .Of("moved", LongSearch.Trials(100), trial =>
            {
                var (first, one) = Made(trial, 10, 30, 1);
                var (second, _) = Made(trial + 1000, 10, 30, 1);
                var key = Simulated.Key(trial);
                Series old = Series.Of(key, "1>2/", Simulated.Answers([.. first, .. one])),
                    without = Series.Of(key, "1>2/", Simulated.Answers(first), from: 1);
                Series small = Series.Of(key, "1>3/", Simulated.Answers(second)),
                    with = Series.Of(key, "1>3/", Simulated.Answers([.. second, .. one]), from: 1);
                if (old.Layers != without.Layers || small.Layers != with.Layers)
                {
                    return null;
                }
                var other = Intruder.Joined(with, small, 1);
                return new(1, [.. ChainAuditTests.Checked(Intruder.Joined(old, without, 1), one).Answers.Where(other.Contains)]);
            })
            .AssertClosed();

    [TestCase(10, 1, 1, 40)]
    [TestCase(10, 1, 3, 25)]
    [TestCase(40, 1, 1, 8)]
    [TestCase(10, 6, 1, 5)]
    public void The_same_hidden_people_stay_open_over_many_waves(int waves, int items, int hidden, int trials) =>
        Tally
            .Of($"{waves} waves, {items} items, {hidden} hidden", LongSearch.Trials(trials), trial =>
            {
                var (others, rest) = Made(trial, 10, 35, hidden);
                var key = Simulated.Key(trial);
                var whole = Series.Of(key, "1>*/", Simulated.Answers([.. others, .. rest]), waves, items);
                return ChainAuditTests.Checked(
                    Intruder.Rest(whole, Series.Of(key, "1>2/", Simulated.Answers(others), waves, items), hidden),
                    rest
                );
            })
            .AssertClosed();

    [Test]
    public void The_same_hidden_person_stays_open_while_people_come_and_go_whose_ratings_are_known() =>
        Tally
            .Of("10 waves, the others come and go", LongSearch.Trials(40), trial =>
            {
                var (others, one) = Made(trial, 12, 35, 1);
                var key = Simulated.Key(trial);
                var waves = Changing(new Random(trial), others).ToList();
                var whole = Series.OfChanging(key, "1>*/", waves.Select(wave => ((int[])[.. wave.Ratings, .. one], wave.Since)));
                return ChainAuditTests.Checked(Intruder.Rest(whole, Series.OfChanging(key, "1>2/", waves), 1), one);
            })
            .AssertClosed();

    private static Finding? Joiner(int trial, int items, int from, int to)
    {
        var (others, one) = Made(trial, from, to, 1);
        var key = Simulated.Key(trial);
        var (before, after) = (
            Series.Of(key, "1>*/", Simulated.Answers(others), items: items),
            Series.Of(key, "1>*/", Simulated.Answers([.. others, .. one]), items: items, from: 1)
        );
        return before.Layers == after.Layers ? ChainAuditTests.Checked(Intruder.Joined(after, before, 1), one) : null;
    }

    internal static IEnumerable<(int[] Ratings, int[] Since)> Changing(Random random, int[] first)
    {
        var people = first.ToList();
        for (var wave = 0; wave < 10; wave++)
        {
            yield return ([.. people], [.. Ratings.Above(people).Zip(Ratings.Above(first), (now, then) => now - then)]);
            if (random.Next(2) == 0)
            {
                people.Add(random.Next(1, 6));
            }
            else
            {
                people.RemoveAt(random.Next(people.Count));
            }
        }
    }

    private static (int[] Others, int[] Hidden) Made(int trial, int from, int to, int hidden) =>
        ChainAuditTests.Made(trial + 5000, from, to, hidden);
}
