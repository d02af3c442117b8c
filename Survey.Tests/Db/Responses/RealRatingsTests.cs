using System.Diagnostics;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Responses;

/// <summary>The 73,421 real ratings beside the checkout, imported by the commands; skipped where they are not.</summary>
/// <remarks>Runs alone, because it measures time.</remarks>
[NonParallelizable]
public sealed class RealRatingsTests
{
    private static readonly string Journey = Path.Combine(Repository.Root, "Survey.Tests", "Support", "teaching.json");

    private TestDatabase _test = null!;
    private string _ratings = "";

    [SetUp]
    public async Task CreateAsync()
    {
        _ratings = ImportFile.RealData("lecture-service-ratings.csv");
        _test = await TestDatabase.CreateAsync();
        await RunAsync("import", "units", ImportFile.RealData("lecture-service-units.csv"));
        await RunAsync("journey", Journey);
        await RunAsync("import", "relationships", ImportFile.RealData("lecture-service-relationships.csv"));
    }

    [TearDown]
    public async Task DropAsync()
    {
        if (_test is not null)
        {
            await _test.DisposeAsync();
        }
    }

    [Test]
    public async Task All_of_them_are_imported_in_under_twenty_seconds_and_every_mean_agrees_with_the_file()
    {
        var watch = Stopwatch.StartNew();
        var output = await RunAsync("import", "responses", _ratings);
        watch.Stop();
        TestContext.Out.WriteLine($"73,421 ratings in {watch.Elapsed.TotalSeconds:0.0} s");
        var again = await RunAsync("import", "responses", _ratings);

        Assert.Multiple(() =>
        {
            Assert.That(output, Is.EqualTo("73421 added, 0 changed, 0 unchanged"));
            Assert.That(again, Is.EqualTo("0 added, 0 changed, 73421 unchanged"));
            Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(20)));
        });
        Assert.That(await PublishedAsync(), Is.EqualTo(FromTheFile()));
    }

    [Test]
    public async Task An_import_that_is_killed_in_the_middle_leaves_nothing_and_can_be_done_again()
    {
        foreach (var milliseconds in new[] { 0, 200, 400 })
        {
            using var process = CommandRun.Start(_test.ConnectionString, new Dictionary<string, string>(), "import", "responses", _ratings);
            await WaitForImportAsync(running: true);
            await Task.Delay(milliseconds);
            process.Kill();
            await process.WaitForExitAsync();
            await WaitForImportAsync(running: false);
            Assert.That(await CountAsync(), Is.EqualTo((0L, 0L)).Or.EqualTo((6L, 73_421L)), $"killed {milliseconds} ms after it began");
        }

        await RunAsync("import", "responses", _ratings);
        Assert.That(await CountAsync(), Is.EqualTo((6, 73_421)));
    }

    /// <summary>Waits until an import holds its lock, or until the server has noticed that it is gone.</summary>
    private Task WaitForImportAsync(bool running) =>
        new Organisation(_test.Database).UntilAsync(
            """
            select @running = exists (select from pg_locks where locktype = 'advisory' and granted
                                      and database = (select oid from pg_database where datname = current_database()))
            """,
            new { running }
        );

    private async Task<(long Waves, long Responses)> CountAsync()
    {
        var organisation = new Organisation(_test.Database);
        return (
            await organisation.OneAsync<long>("select count(*) from wave"),
            await organisation.OneAsync<long>("select count(*) from response")
        );
    }

    private Task<IReadOnlyList<string>> PublishedAsync() =>
        new Organisation(_test.Database).ListAsync<string>(
            """
            select concat_ws(' ', wave.code, relationship.code, histogram.n)
            from blurred_histogram histogram
            join publication_cell c on c.id = histogram.cell_id and c.kind = 'relationship'
            join wave on wave.id = c.wave_id
            join relationship on relationship.id = c.relationship_id
            where histogram.item = 'overall'
            order by wave.code, relationship.code collate "C"
            """
        );

    // The file has no quotation marks; its columns are wave,closed_on,relationship,overall.
    private List<string> FromTheFile() =>
        [
            .. File.ReadLines(_ratings)
                .Skip(1)
                .Select(line => line.Split(','))
                .GroupBy(
                    fields => (Wave: fields[0], Relationship: fields[2]),
                    fields => decimal.Parse(fields[3], System.Globalization.CultureInfo.InvariantCulture)
                )
                .OrderBy(cell => cell.Key.Wave, StringComparer.Ordinal)
                .ThenBy(cell => cell.Key.Relationship, StringComparer.Ordinal)
                .Select(cell => $"{cell.Key.Wave} {cell.Key.Relationship} {cell.Count()}"),
        ];

    private async Task<string> RunAsync(params string[] args)
    {
        var run = await CommandRun.OnAsync(_test.ConnectionString, args);
        Assert.That(run.Status, Is.Zero, run.Error);
        return run.Output;
    }
}
