using Survey.Tests.Support;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>A whole, a part of it, and one to four hidden people who are the rest; everything published of both in one wave.</summary>
public sealed class ChainAuditTests
{
    [TestCase(5, 60, 240)]
    [TestCase(25, 60, 80)]
    [TestCase(100, 140, 12)]
    public void The_rest_of_a_whole_and_a_part_stays_open(int from, int to, int trials) =>
        Tally
            .Of($"chain, {from} to {to} answers", LongSearch.Trials(trials), trial => Attack(trial, from, to, 1 + trial % 4))
            .AssertClosed();

    [Test]
    public void A_single_person_stays_open_even_if_everybody_rates_all_items_alike() =>
        Tally.Of("chain, six items alike", LongSearch.Trials(40), trial => Attack(trial, 10, 40, 1, items: 6)).AssertClosed();

    [TestCase(5, 5, 5)]
    [TestCase(1, 1, 1)]
    [TestCase(5, 5, 1)]
    [TestCase(1, 1, 5)]
    [TestCase(4, 4, 5)]
    public void One_who_rates_like_all_others_or_like_nobody_stays_open(int others, int all, int hidden) =>
        Tally
            .Of($"others {others}, hidden {hidden}", LongSearch.Trials(25), trial =>
            {
                int[] part = [.. Enumerable.Repeat(trial % 2 == 0 ? others : all, 5 + trial % 40)];
                return Attack(trial, part, [hidden]);
            })
            .AssertClosed();

    [Test]
    public void Nobody_is_found_out_where_three_answers_are_enough() =>
        Tally.Of("k = 3", LongSearch.Trials(100), trial => Attack(trial, 3, 6, 1 + trial % 2, k: 3)).AssertClosed();

    private static Finding Attack(int trial, int from, int to, int hidden, int items = 1, int k = Simulated.MinimumGroup)
    {
        var (part, rest) = Made(trial, from, to, hidden);
        return Attack(trial, part, rest, items, k);
    }

    private static Finding Attack(int trial, int[] part, int[] rest, int items = 1, int k = Simulated.MinimumGroup)
    {
        var key = Simulated.Key(trial);
        var whole = Series.Of(key, "1>*/", Simulated.Answers([.. part, .. rest]), items: items, k: k);
        return Checked(Intruder.Rest(whole, Series.Of(key, "1>2/", Simulated.Answers(part), items: items, k: k), rest.Length), rest);
    }

    internal static (int[] Part, int[] Hidden) Made(int trial, int from, int to, int hidden)
    {
        var made = new Simulated(trial);
        var all = made.Rate(made.Random.Next(from, to + 1) + hidden);
        return (all[hidden..], all[..hidden]);
    }

    /// <summary>An intruder who excludes the truth reads the figures wrongly.</summary>
    internal static Finding Checked(Finding finding, int[] truth)
    {
        Assert.That(finding.Contains(Ratings.Above(truth)), "the truth is possible");
        return finding;
    }
}
