using Survey.Db.Waves;
using Survey.Tests.Support;

namespace Survey.Tests.Bench;

/// <summary>Preview of a wave that asks everybody: alone, and after a weekly pulse that asks a part of the same people.</summary>
[Category("Bench"), Explicit("Measures; see make bench.")]
public sealed class PreviewBench
{
    private const int People = 100_000;
    private const int Relationships = 400;
    private static readonly DateTimeOffset Now = OpenWave.FirstMonday.AddDays(1);

    [Test]
    public async Task Preview()
    {
        await using var test = await TestDatabase.CreateAsync();
        var organisation = await LargeOrganisation.MakeAsync(test, People, Relationships);
        // A monthly wave of everybody would leave nobody whom the weekly one may ask, so that none would come before.
        await organisation.RunAsync("update pulse set cron = '0 0 9 ? 3,8 MON#1' where code = 'P'");
        await OpenWave.OpenAsync(organisation, "P");
        await organisation.RunAsync("analyze wave, invitation, invitation_relationship");

        var (alone, _) = await PreviewAsync(test, "P-2026-08-03");
        await organisation.PulseAsync("W", cron: "0 0 9 ? * TUE", firstDate: "2026-03-04", quietDays: 90, precision: 0.3);
        var (after, waves) = await PreviewAsync(test, "P-2026-08-03");
        Assert.That(waves, Is.GreaterThan(4), "nothing else comes before, so that both times measure the same");

        await BenchLine.WriteAsync(
            "preview",
            ("people", People),
            ("relationships", Relationships),
            ("alone_seconds", alone),
            ("after_seconds", after),
            ("waves_before", waves),
            ("memory_mb", BenchLine.PeakMegabytes())
        );
    }

    private static async Task<(double Seconds, int Before)> PreviewAsync(TestDatabase test, string code)
    {
        await using var connection = await test.Database.OpenAsync();
        var wave = (await ComingWaves.FindAsync(connection, code, Now, default))!;
        var before = 0;
        var seconds = await BenchLine.SecondsAsync(async () =>
            before = (await WavePreview.MakeAsync(connection, wave, Now, default)).After.Count
        );
        return (seconds, before);
    }
}
