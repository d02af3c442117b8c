using Survey.Tests.Support;

namespace Survey.Tests.Bench;

/// <summary>The same pages, each composed anew from the database, beside few and beside many stored answers.</summary>
[Category("Bench"), Explicit("Measures; see make bench.")]
public sealed class DashboardBench
{
    private const int Few = 500_000;
    private const int Many = 2_500_000;

    /// <summary>Pages at the start during which the new process is still being compiled.</summary>
    private const int WarmUp = 100;

    [Test]
    public async Task Dashboard()
    {
        await using var test = await TestDatabase.CreateAsync();
        var organisation = await LargeResults.MakeAsync(test);
        await LargeResults.AnswerAsync(organisation, Few);
        var small = await MeasureAsync(test, organisation);
        await LargeResults.AnswerAsync(organisation, Many - Few);
        var large = await MeasureAsync(test, organisation);

        await BenchLine.WriteAsync("dashboard",
            ("small_answers", Few), ("large_answers", Many), ("small_ms", small), ("large_ms", large), ("ratio", large / small));
    }

    /// <returns>Milliseconds: the median over the relationships' pages and that over the waves' matrices together.</returns>
    private static async Task<double> MeasureAsync(TestDatabase test, Organisation organisation)
    {
        using var pages = await HrPages.StartAsync(test);
        var relationships = await pages.FirstTimesAsync(
            await organisation.ListAsync<string>("select '/relationships/' || code from relationship order by md5(code)"));
        var matrices = await pages.FirstTimesAsync(await organisation.ListAsync<string>("select '/pairs?wave=' || code from wave order by id"));
        return Median(relationships.Skip(WarmUp)) + Median(matrices);
    }

    private static double Median(IEnumerable<double> times)
    {
        double[] ordered = [.. times.Order()];
        return ordered[ordered.Length / 2];
    }
}
