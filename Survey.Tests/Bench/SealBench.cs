using Survey.Reports.Publishing;
using Survey.Tests.Support;

namespace Survey.Tests.Bench;

/// <summary>
/// Two waves in a row: the first as a program seals it that has just started, the next as one does that is running, with a wave before
/// it to be compared with.
/// </summary>
[Category("Bench"), Explicit("Measures; see make bench.")]
public sealed class SealBench
{
    [Test]
    public async Task Seal()
    {
        await using var test = await TestDatabase.CreateAsync();
        var organisation = await LargeOrganisation.MakeAsync(test);
        var first = await MeasureAsync(test, organisation, OpenWave.FirstMonday);
        var second = await MeasureAsync(test, organisation, OpenWave.FirstMonday.AddDays(35));

        await BenchLine.WriteAsync(
            "seal",
            ("rows", first.Rows),
            ("seconds", first.Seconds),
            ("plain_seconds", first.Plain),
            ("ratio", first.Seconds / first.Plain),
            ("next_seconds", second.Seconds),
            ("next_ratio", second.Seconds / second.Plain)
        );
    }

    private static async Task<(int Rows, double Plain, double Seconds)> MeasureAsync(
        TestDatabase test,
        Organisation organisation,
        DateTimeOffset at
    )
    {
        var (wave, rows) = await AnsweredAsync(organisation, at);
        var plain = await PlainAsync(organisation, wave);
        return (rows, plain, await SecondsAsync(test, organisation, wave));
    }

    private static async Task<double> PlainAsync(Organisation organisation, OpenWave wave)
    {
        var seconds = await BenchLine.SecondsAsync(() =>
            organisation.RunAsync($"create table plain as select * from response where wave_id = {wave.Id} order by random()")
        );
        await organisation.RunAsync("drop table plain");
        return seconds;
    }

    private static async Task<double> SecondsAsync(TestDatabase test, Organisation organisation, OpenWave wave)
    {
        var closed = await organisation.OneAsync<DateTimeOffset>(
            "update wave set state = 'closed', closed_at = closes_at where id = @Id returning closes_at",
            new { wave.Id }
        );
        return await BenchLine.SecondsAsync(() => Sealing.SealAsync(test.Database, TestFigureKey.Key, wave.Id, closed, default));
    }

    private static async Task<(OpenWave Wave, int Rows)> AnsweredAsync(Organisation organisation, DateTimeOffset at)
    {
        var wave = await OpenWave.OpenAsync(organisation, "P", at);
        await organisation.RunAsync(
            "insert into answered (wave_id, invitation_id) select wave_id, id from invitation where wave_id = @Id",
            new { wave.Id }
        );
        var rows = await organisation.RunAsync(
            """
            insert into response (id, wave_id, relationship_id, reporting_group_id, contact, answers, time_lost)
            select gen_random_uuid(), @Id, relationship_id, reporting_group_id, true,
                   array[1 + random() * 4, 1 + random() * 4, 1 + random() * 4, 1 + random() * 4, null]::int[], 1
            from invitation_relationship where wave_id = @Id
            """,
            new { wave.Id }
        );
        return (wave, rows);
    }
}
