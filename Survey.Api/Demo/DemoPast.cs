using Survey.Db;
using Survey.Db.Pulses;
using Survey.Db.Responses;
using Survey.Db.Settings;
using Survey.Db.Waves;
using Survey.Reports.Publishing;

namespace Survey.Api.Demo;

/// <summary>Runs the demo's past waves as the scheduler and the answer page would have done, without e-mails.</summary>
internal sealed class DemoPast(Database database, FigureKey key)
{
    private const int MaxConcurrent = 8;

    private readonly DemoAnswers _answers = new();

    public async Task LiveAsync(DateTimeOffset now, CancellationToken ct)
    {
        foreach (var wave in DemoWave.Past(await PulsesAsync(ct), now))
        {
            var period = wave.Period;
            await WaveDecisions.ApproveAsync(database, wave.Code, DemoAccounts.Hr, period.OpensAt.AddDays(-1), ct);
            await WavePlanning.PlanDueAsync(database, period.OpensAt, ct);
            await DueWaves.OpenAsync(database, period.OpensAt, ct);
            await AnswerAsync(wave, ct);
            await MarkSentAsync(wave, ct);
            await DueWaves.CloseAsync(database, period.ClosesAt, ct);
            await Sealing.SealDueAsync(database, key, TimeSpan.Zero, period.ClosesAt, ct);
        }
    }

    private async Task<IReadOnlyList<Pulse>> PulsesAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await PulseList.AllAsync(connection, ct);
    }

    private async Task AnswerAsync(DemoWave wave, CancellationToken ct)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrent, CancellationToken = ct };
        var invited = await InvitedAsync(wave, ct);
        var asked = new InvitationForms();
        var forms = new InvitationForm[invited.Count];
        await Parallel.ForAsync(0, invited.Count, parallel, async (index, cancel) =>
        {
            await using var connection = await database.OpenAsync(cancel);
            forms[index] = (await asked.FindAsync(connection, invited[index].Id, cancel))!;
        });
        // In sequence, because no two people write the same comment.
        var submissions = invited
            .Zip(forms)
            .Select(person => _answers.Of(person.Second, person.First.Department, wave))
            .OfType<Submission>()
            .ToList();
        await Parallel.ForEachAsync(submissions, parallel, async (submission, cancel) =>
            await Submissions.StoreAsync(database, submission, wave.Period.OpensAt.AddDays(1), cancel)
        );
    }

    /// <summary>Empty once the wave is closed.</summary>
    private async Task<IReadOnlyList<DemoInvited>> InvitedAsync(DemoWave wave, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ListAsync<DemoInvited>(
            """
            select invitation.id, case when parent.parent_id is null then unit.code else parent.code end as department
            from invitation
            join wave on wave.id = invitation.wave_id and wave.state = 'open' and wave.code = @Code
            join person on person.id = invitation.person_id
            join unit on unit.id = person.unit_id
            left join unit parent on parent.id = unit.parent_id
            order by person.email
            """,
            new { wave.Code },
            ct
        );
    }

    private async Task MarkSentAsync(DemoWave wave, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await connection.RunAsync(
            """
            update message set state = 'sent', sent_at = @OpensAt, attempts = 1
            from wave
            where wave.id = message.wave_id and wave.code = @Code and message.state = 'queued'
            """,
            new { wave.Code, wave.Period.OpensAt },
            ct
        );
    }

    private sealed record DemoInvited(Guid Id, string Department);
}
