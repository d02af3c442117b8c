using Survey.Reports.Disclosure;
using Survey.Reports.Scoring;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>What the moves cost: intervals still cover, and a change is not called where there is none.</summary>
public sealed class IntervalTests
{
    private static readonly double[] Shares = [0.03, 0.10, 0.30, 0.37, 0.20];

    [TestCase(12)]
    [TestCase(25)]
    [TestCase(60)]
    [TestCase(150)]
    public void Shown_intervals_cover_the_mean_they_speak_of(int n)
    {
        var random = new Random(n);
        var mean = Shares.Select((share, place) => share * (place + 1)).Sum();
        int covered = 0,
            all = 0;
        for (var trial = 0; trial < LongSearch.Trials(1500); trial++)
        {
            var figure = Simulated.Figure(Blurred(trial, "wave", Draw(random, n)));
            all += figure.Low is null ? 0 : 1;
            covered += figure.Low <= mean && mean <= figure.High ? 1 : 0;
        }
        TestContext.Out.WriteLine(FormattableString.Invariant($"{n} answers: {covered / (double)all:P1} of the intervals cover"));

        Assert.That(covered / (double)all, Is.GreaterThan(0.945));
    }

    [TestCase(12)]
    [TestCase(25)]
    [TestCase(60)]
    public void A_change_is_seldom_called_where_there_is_none(int n)
    {
        var random = new Random(n);
        int called = 0,
            all = 0;
        for (var trial = 0; trial < LongSearch.Trials(1500); trial++)
        {
            var (before, now) = (Blurred(trial, "before", Draw(random, n)), Blurred(trial, "now", Draw(random, n)));
            called += MeanTest.Of(now, before, sameCell: true).P <= BenjaminiHochberg.Rate ? 1 : 0;
            all++;
        }
        TestContext.Out.WriteLine(FormattableString.Invariant($"{n} answers: {called / (double)all:P1} called"));

        // 6.1 % of 12,000 at 12 and at 25 answers, 4.8 % at 60: the moves also blur the variance that the test uses.
        Assert.That(called / (double)all, Is.LessThan(0.075));
    }

    private static BlurredCell Blurred(int key, string wave, int[] ratings) =>
        new CellBlur(Simulated.Key(key), wave).Blur(
            new("1>*/", "1"),
            "overall",
            Simulated.Answers(ratings),
            (1, 2),
            Simulated.MinimumGroup,
            null
        );

    private static int[] Draw(Random random, int n) => [.. Enumerable.Range(0, n).Select(_ => One(random.NextDouble()))];

    private static int One(double chance)
    {
        var rating = 1;
        for (var sum = Shares[0]; chance > sum && rating < Shares.Length; sum += Shares[rating - 1])
        {
            rating++;
        }
        return rating;
    }
}
