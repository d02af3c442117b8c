using Survey.Db;
using Survey.Db.WaveLifecycle;
using Survey.Tests.Support;

namespace Survey.Tests.Bench;

[Category("Bench"), Explicit("Measures; see make bench.")]
public sealed class PlanBench
{
    private const int People = 100_000;
    private const int Relationships = 400;

    [Test]
    public async Task Plan()
    {
        await using var test = await TestDatabase.CreateAsync();
        var organisation = await LargeOrganisation.MakeAsync(test, People, Relationships);
        var wave = await OpenWave.PlanAsync(organisation, "P", OpenWave.FirstMonday);

        var seconds = await BenchLine.SecondsAsync(() =>
            test.Database.InTransactionAsync(connection => WaveOpening.OpenAsync(connection, wave, OpenWave.FirstMonday, default))
        );
        var copySeconds = await BenchLine.SecondsAsync(() => CopyAgainAsync(test, wave));

        var rows = await organisation.OneAsync<int>(
            """
            select ((select count(*) from invitation) + (select count(*) from invitation_relationship)
                + (select count(*) from message))::int
            """
        );
        await BenchLine.WriteAsync(
            "plan",
            ("people", People),
            ("relationships", Relationships),
            ("seconds", seconds),
            ("copy_seconds", copySeconds),
            ("ratio", seconds / copySeconds),
            ("memory_mb", BenchLine.PeakMegabytes()),
            ("rows", rows)
        );
    }

    /// <summary>The same rows written once more by COPY, into tables with the same indexes.</summary>
    private static async Task CopyAgainAsync(TestDatabase test, long wave)
    {
        await using var source = await test.Database.OpenAsync();
        await using var target = await test.Database.OpenAsync();
        foreach (var table in new[] { "invitation", $"invitation_relationship_w{wave}", $"message_w{wave}" })
        {
            await target.RunAsync($"create table {table}_copy (like {table} including all)", null, default);
            await using var from = await source.BeginRawBinaryCopyAsync($"copy {table} to stdout (format binary)");
            await using var to = await target.BeginRawBinaryCopyAsync($"copy {table}_copy from stdin (format binary)");
            await from.CopyToAsync(to);
        }
    }
}
