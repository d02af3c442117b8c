using System.Diagnostics;
using Survey.Db.Responses;
using Survey.Reports.Publishing;
using Survey.Tests.Support;

namespace Survey.Tests.Bench;

/// <summary>A wave of five million answers, with its invitations and comments: sealed by a program that has just started.</summary>
[Category("Bench"), Explicit("Measures; see make bench.")]
public sealed class Seal5mBench
{
    private const int Rows = 5_000_000;

    [Test]
    public async Task Seal5m()
    {
        await using var test = await TestDatabase.CreateAsync();
        var organisation = await LargeOrganisation.MakeAsync(test);
        var wave = await OpenWave.OpenAsync(organisation, "P");
        await FillAsync(organisation, wave.Id);
        var closed = await organisation.OneAsync<DateTimeOffset>(
            "update wave set state = 'closed', closed_at = closes_at where id = @Id returning closes_at",
            new { wave.Id }
        );
        GC.Collect();
        var before = BenchLine.PeakMegabytes();

        var clock = Stopwatch.StartNew();
        var seconds = await BenchLine.SecondsAsync(() =>
            Sealing.SealAsync(test.Database, TestFigureKey.Key, wave.Id, closed, default, (_, step) =>
                TestContext.Out.WriteLine($"{clock.Elapsed.TotalSeconds, 6:0.0} s {step}")
            )
        );

        var rows = await organisation.OneAsync<int>($"select count(*)::int from {ResponsePartitions.Responses(wave.Id)}");
        await BenchLine.WriteAsync(
            "seal5m",
            ("rows", rows),
            ("invitations", await organisation.OneAsync<int>("select count(*)::int from invitation")),
            ("seconds", seconds),
            ("memory_mb", BenchLine.PeakMegabytes()),
            ("memory_before_mb", before)
        );
        Assert.That(rows, Is.GreaterThanOrEqualTo(Rows));
    }

    /// <summary>
    /// Copies every invitation several times, for people who exist in no other table (foreign keys are off). All have answered, and one in
    /// twenty wrote a comment.
    /// </summary>
    private static async Task FillAsync(Organisation organisation, long wave)
    {
        var asked = await organisation.OneAsync<int>(
            "select count(*)::int from invitation_relationship where wave_id = @wave",
            new { wave }
        );
        var times = (Rows + asked - 1) / asked;
        await organisation.RunAsync(
            $"""
            set session_replication_role = replica;
            create temporary table copies as
                select invitation.id as original, gen_random_uuid() as id, person_id + n * 1000000000::bigint as person_id,
                    language, invited_at
                from invitation cross join generate_series(1, {times - 1}) as n where wave_id = {wave};
            insert into invitation_relationship_w{wave} (wave_id, invitation_id, relationship_id, reporting_group_id, position)
                select {wave}, copies.id, relationship_id, reporting_group_id, position
                from copies join invitation_relationship_w{wave} as asked on asked.invitation_id = copies.original;
            insert into invitation (id, wave_id, person_id, language, invited_at) select id, {wave}, person_id, language, invited_at
                from copies;
            drop table copies;
            set session_replication_role = origin;
            update reporting_group set invited = invited * {times}, customers = customers * {times} where wave_id = {wave};
            update wave_relationship set invited = invited * {times}, customers = customers * {times} where wave_id = {wave};
            insert into answered (wave_id, invitation_id) select wave_id, id from invitation where wave_id = {wave};
            insert into response (id, wave_id, relationship_id, reporting_group_id, contact, answers, time_lost)
                select gen_random_uuid(), {wave}, relationship_id, reporting_group_id, true,
                       array[1 + random() * 4, 1 + random() * 4, 1 + random() * 4, 1 + random() * 4, null]::int[], 1
                from invitation_relationship_w{wave};
            insert into comment (id, wave_id, relationship_id, question, language, text)
                select gen_random_uuid(), {wave}, relationship_id, 'comment', 'en', 'It took a while until somebody answered me.'
                from response_w{wave} where random() < 0.05;
            """
        );
        await organisation.RunAsync("vacuum analyze");
    }
}
