namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>Rule A7, proved by example: answers of other people that lead to everything that was published, and to another mean of what is hidden.</summary>
public sealed class WitnessTests
{
    [Test]
    public void What_is_hidden_could_have_been_otherwise_for_all_that_is_published() =>
        AssertWitnessed(Enumerable.Range(1, 40).Select(RandomWave.Of), wide: 0.6);

    [Test]
    public void What_is_hidden_beside_the_importance_of_steps_could_have_been_otherwise() =>
        AssertWitnessed(Enumerable.Range(1, 40).Select(RandomWave.OfServices), wide: 0.6);

    /// <param name="wide">
    /// The share of hidden figures for which people who change places are enough to be wide; for the others numbers, or several exchanges at
    /// once, have to differ too, as the auditor finds.
    /// </param>
    private static void AssertWitnessed(IEnumerable<MadeWave> waves, double wide)
    {
        var all = waves.Select(WitnessSearch.Of).Aggregate((sum, wave) => sum + wave);
        TestContext.Out.WriteLine($"{all.Exchanged} {all.Found} of {all.Hidden}");

        Assert.That(all.Noticed, Is.Empty, string.Join('\n', all.Noticed.Take(20)));
        Assert.That(all.Narrowed, Is.Empty, string.Join('\n', all.Narrowed.Take(20)));
        Assert.That(all.Found, Is.GreaterThan(wide * all.Hidden));
    }
}
