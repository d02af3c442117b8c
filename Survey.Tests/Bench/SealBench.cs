using Survey.Reports.Publishing;
using Survey.Tests.Support;

namespace Survey.Tests.Bench;

[Category("Bench"), Explicit("Measures; see make bench.")]
public sealed class SealBench
{
    [Test]
    public async Task Seal()
    {
        await using var test = await TestDatabase.CreateAsync();
        var organisation = await LargeOrganisation.MakeAsync(test);
        var wave = await OpenWave.OpenAsync(organisation, "P");
        var rows = await AnswerAsync(organisation, wave);
        var plain = await BenchLine.SecondsAsync(() => organisation.RunAsync("create table plain as select * from response order by random()"));

        var closed = OpenWave.FirstMonday.AddDays(8);
        await organisation.RunAsync("update wave set state = 'closed', closed_at = @closed", new { closed });
        var seconds = await BenchLine.SecondsAsync(() => Sealing.SealAsync(test.Database, wave.Id, closed, default));

        await BenchLine.WriteAsync("seal", ("rows", rows), ("seconds", seconds), ("plain_seconds", plain), ("ratio", seconds / plain));
    }

    private static async Task<int> AnswerAsync(Organisation organisation, OpenWave wave)
    {
        await organisation.RunAsync("insert into answered (wave_id, invitation_id) select wave_id, id from invitation");
        return await organisation.RunAsync("""
            insert into response (id, wave_id, relationship_id, reporting_group_id, contact, answers, time_lost)
            select gen_random_uuid(), @wave, relationship_id, reporting_group_id, true,
                   array[1 + random() * 4, 1 + random() * 4, 1 + random() * 4, 1 + random() * 4, null]::int[], 1
            from invitation_relationship
            """, new { wave = wave.Id });
    }
}
