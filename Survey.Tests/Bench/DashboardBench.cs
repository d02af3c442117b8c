using Survey.Tests.Support;

namespace Survey.Tests.Bench;

/// <summary>
/// The same pages, each composed anew from the database, beside half a million and beside 50 million stored answers. An answer is one
/// rating; a response here has six. The organisation stays the same (see <see cref="LargeResults"/>): at first it has asked 20 times,
/// five years of quarters, and got 25,000 answers each time; then 50 times, with a million answers each, and all that was published then.
/// </summary>
[Category("Bench"), Explicit("Measures; see make bench.")]
public sealed class DashboardBench
{
    private const int RatingsOfAResponse = 6;
    private const int FewWaves = LargeResults.Waves;
    private const int Few = 500_000;
    private const int ManyWaves = 50;
    private const int Many = 50_000_000;

    /// <summary>Pages of a kind at the start during which the new process is still being compiled.</summary>
    private const int WarmUp = 100;
    private const int WarmUpOfMatrices = FewWaves / 2;

    [Test]
    public async Task Dashboard()
    {
        await using var test = await TestDatabase.CreateAsync();
        var organisation = await LargeResults.MakeAsync(test, FewWaves);
        var fewStored = await StoreAsync(organisation, Few / FewWaves);
        var small = await MeasureAsync(test, organisation);
        await LargeResults.SealAsync(organisation, ManyWaves - FewWaves);
        var manyStored = await StoreAsync(organisation, Many / ManyWaves);
        var large = await MeasureAsync(test, organisation);

        var (smallTogether, largeTogether) = (small.Relationship + small.Pairs, large.Relationship + large.Pairs);
        await BenchLine.WriteAsync(
            "dashboard",
            ("small_answers", fewStored),
            ("large_answers", manyStored),
            ("small_ms", smallTogether),
            ("large_ms", largeTogether),
            ("ratio", largeTogether / smallTogether),
            ("small_relationship_ms", small.Relationship),
            ("large_relationship_ms", large.Relationship),
            ("small_pairs_ms", small.Pairs),
            ("large_pairs_ms", large.Pairs)
        );
    }

    /// <returns>How many answers there are.</returns>
    private static async Task<long> StoreAsync(Organisation organisation, int answersOfAWave)
    {
        await LargeResults.AnswerAsync(organisation, answersOfAWave / RatingsOfAResponse);
        return await organisation.OneAsync<long>("select @RatingsOfAResponse * count(*) from response", new { RatingsOfAResponse });
    }

    /// <summary>As many pages both times, while the server does nothing else.</summary>
    /// <returns>Milliseconds: the median over the relationships' pages and that over the last waves' matrices.</returns>
    private static async Task<(double Relationship, double Pairs)> MeasureAsync(TestDatabase test, Organisation organisation)
    {
        await organisation.RunAsync("checkpoint;");
        using var pages = await HrPages.StartAsync(test);
        var relationships = await pages.FirstTimesAsync(
            await organisation.ListAsync<string>("select '/relationships/' || code from relationship order by md5(code)")
        );
        var matrices = await pages.FirstTimesAsync(
            await organisation.ListAsync<string>(
                "select '/pairs?wave=' || code from wave order by id desc limit @FewWaves",
                new { FewWaves }
            )
        );
        return (Median(relationships.Skip(WarmUp)), Median(matrices.Skip(WarmUpOfMatrices)));
    }

    private static double Median(IEnumerable<double> times)
    {
        double[] ordered = [.. times.Order()];
        return ordered[ordered.Length / 2];
    }
}
