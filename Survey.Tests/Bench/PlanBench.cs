using Survey.Db;
using Survey.Db.Waves;
using Survey.Tests.Support;

namespace Survey.Tests.Bench;

[Category("Bench"), Explicit("Measures; see make bench.")]
public sealed class PlanBench
{
    [Test]
    public async Task Plan()
    {
        await using var test = await TestDatabase.CreateAsync();
        var organisation = await LargeOrganisation.MakeAsync(test);
        var wave = await OpenWave.PlanAsync(organisation, "P", OpenWave.FirstMonday);

        var seconds = await BenchLine.SecondsAsync(() => test.Database.InTransactionAsync(
            connection => WaveOpening.OpenAsync(connection, wave, OpenWave.FirstMonday, default)));
        var copySeconds = await BenchLine.SecondsAsync(() => CopyAgainAsync(test));

        await BenchLine.WriteAsync("plan",
            ("people", LargeOrganisation.People), ("relationships", LargeOrganisation.Relationships), ("seconds", seconds),
            ("copy_seconds", copySeconds), ("ratio", seconds / copySeconds), ("memory_mb", BenchLine.PeakMegabytes()));
    }

    /// <summary>The same rows written once more by COPY, into tables with the same indexes.</summary>
    private static async Task CopyAgainAsync(TestDatabase test)
    {
        await using var source = await test.Database.OpenAsync();
        await using var target = await test.Database.OpenAsync();
        foreach (var table in new[] { "invitation", "invitation_relationship", "message" })
        {
            await target.RunAsync($"create table {table}_copy (like {table} including all)", null, default);
            await using var from = await source.BeginRawBinaryCopyAsync($"copy {table} to stdout (format binary)");
            await using var to = await target.BeginRawBinaryCopyAsync($"copy {table}_copy from stdin (format binary)");
            await from.CopyToAsync(to);
        }
    }
}
