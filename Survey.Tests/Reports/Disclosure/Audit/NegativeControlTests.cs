using Survey.Reports.Disclosure;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>The same intruder against rounding alone: an audit that finds nothing there would find nothing anywhere.</summary>
public sealed class NegativeControlTests
{
    [Test]
    public void By_rounding_alone_the_rest_of_a_whole_is_found_out()
    {
        var tally = Tally.Of("rounding, chain", 100, trial => Rest(trial, 5, 60, 1 + trial % 4));

        Assert.That(tally.Exact, Is.GreaterThan(0.1));
        Assert.That(tally.Narrow, Is.GreaterThan(0.3));
    }

    [Test]
    public void By_rounding_alone_bars_give_a_single_person_away() =>
        Assert.That(Tally.Of("rounding, bars", 60, trial => Rest(trial, 25, 60, 1)).Exact, Is.GreaterThan(0.1));

    [Test]
    public void By_rounding_alone_who_joins_is_found_out() =>
        Assert.That(
            Tally
                .Of("rounding, joiner", 100, trial =>
                {
                    var (others, one) = ChainAuditTests.Made(trial, 10, 40, 1);
                    return ChainAuditTests.Checked(Intruder.Joined(Series.Rounded([.. others, .. one]), Series.Rounded(others), 1), one);
                })
                .Exact,
            Is.GreaterThan(0.1)
        );

    [Test]
    public void By_rounding_alone_ten_waves_find_out_more() =>
        Assert.That(
            Tally
                .Of("rounding, 10 waves", 40, trial =>
                {
                    var (others, one) = ChainAuditTests.Made(trial, 12, 35, 1);
                    var waves = WavesTests.Changing(new Random(trial), others).ToList();
                    var whole = Series.Rounded(waves.Select(wave => ((int[])[.. wave.Ratings, .. one], wave.Since)));
                    return ChainAuditTests.Checked(Intruder.Rest(whole, Series.Rounded(waves), 1), one);
                })
                .Exact,
            Is.GreaterThan(0.5)
        );

    [Test]
    public void By_rounding_alone_a_hidden_zero_is_told()
    {
        // Of a known part of n people, a whole above the nearest 5 of n must hold somebody more.
        var told = Enumerable.Range(20, 20).Count(part => ShownCount.Round(part + 4) > ShownCount.Round(part));

        Assert.That(told, Is.GreaterThan(10), "of 20");
    }

    private static Finding Rest(int trial, int from, int to, int hidden)
    {
        var (part, rest) = ChainAuditTests.Made(trial, from, to, hidden);
        return ChainAuditTests.Checked(Intruder.Rest(Series.Rounded([.. part, .. rest]), Series.Rounded(part), hidden), rest);
    }
}
