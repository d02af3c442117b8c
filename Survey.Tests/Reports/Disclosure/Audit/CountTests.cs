using Survey.Reports.Disclosure;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>Numbers of people: whether nobody of a hidden group is counted, or somebody.</summary>
public sealed class CountTests
{
    private static readonly int[] Hidden = [0, 1, 2, 4];

    [Test]
    public void A_hidden_zero_is_not_told_from_one_to_four([Values(1, 10)] int waves, [Values] PartKnown known)
    {
        var rates = Hidden.Select(hidden => Rate(waves, known, hidden)).ToList();
        TestContext.Out.WriteLine(
            FormattableString.Invariant(
                $"{waves} waves, part {known}: told for 0, 1, 2, 4 hidden: {rates[0]:P1} {rates[1]:P1} {rates[2]:P1} {rates[3]:P1}"
            )
        );

        // An intruder who knows the part exactly learns more (README.md): no offset that leaves the number useful can hide four people.
        Assert.That(
            rates,
            Is.All.LessThan(
                known switch
                {
                    PartKnown.Exactly => waves == 1 ? 0.06 : 0.2,
                    _ => 0.002,
                }
            )
        );
    }

    private static double Rate(int waves, PartKnown known, int hidden)
    {
        var told = 0;
        var trials = LongSearch.Trials(400);
        for (var trial = 0; trial < trials; trial++)
        {
            var possible = Possible(trial, waves, known, hidden);
            Assert.That(possible, Does.Contain(hidden));
            told +=
                hidden == 0
                    ? possible.Count == 1
                        ? 1
                        : 0
                    : possible.Contains(0)
                        ? 0
                        : 1;
        }
        return told / (double)trials;
    }

    private static IReadOnlyList<int> Possible(int trial, int waves, PartKnown known, int hidden)
    {
        var random = new Random(trial);
        var key = Simulated.Key(trial);
        var intruder = new CountIntruder(known);
        int first = random.Next(20, 60),
            part = first;
        for (var wave = 0; wave < waves; wave++)
        {
            part =
                wave == 0 || known == PartKnown.Constant ? part
                : known == PartKnown.Published ? random.Next(20, 60)
                : part + (random.Next(2) == 0 ? 1 : -1);
            var blur = new CellBlur(key, $"wave {wave}");
            intruder.See(
                ShownCount.Round(blur.Count(new("1>*/", "1"), "no contact", part + hidden)),
                ShownCount.Round(blur.Count(new("1>2/", "1"), "no contact", part)),
                part - first
            );
        }
        return intruder.Possible(first);
    }
}
