using Survey.Db;
using Survey.Db.Pulses;
using Survey.Db.Responses;
using Survey.Db.Waves;
using Survey.Reports.Publishing;

namespace Survey.Api.Demo;

/// <summary>Lets the demo's past waves happen as the scheduler and the answer page would have let them, without the e-mails.</summary>
internal sealed class DemoPast(Database database)
{
    private readonly DemoAnswers _answers = new();

    public async Task LiveAsync(DateTimeOffset now, CancellationToken ct)
    {
        foreach (var (index, period) in (await PeriodsAsync(now, ct)).Index())
        {
            await WavePlanning.PlanDueAsync(database, period.OpensAt, ct);
            await DueWaves.OpenAsync(database, period.OpensAt, ct);
            await AnswerAsync(index, period.OpensAt.AddDays(1), ct);
            await MarkSentAsync(period.OpensAt, ct);
            await DueWaves.CloseAsync(database, period.ClosesAt, ct);
            await Sealing.SealDueAsync(database, period.ClosesAt, ct);
        }
    }

    private async Task<Period[]> PeriodsAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var pulse = await PulseList.FindAsync(connection, DemoPulse.Code, ct)
            ?? throw new InvalidOperationException("The demo's pulse is missing.");
        return [.. Periods.From(pulse, pulse.FirstDate).TakeWhile(period => period.ClosesAt <= now)];
    }

    private async Task AnswerAsync(int wave, DateTimeOffset at, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var invitations = await connection.ListAsync<Guid>("""
            select invitation.id
            from invitation
            join wave on wave.id = invitation.wave_id and wave.state = 'open'
            join person on person.id = invitation.person_id
            order by person.email
            """, null, ct);
        foreach (var invitation in invitations)
        {
            var form = await InvitationForm.FindAsync(connection, invitation, ct);
            if (form is { IsAnswered: false } && _answers.Of(form, wave) is { } submission)
            {
                await Submissions.StoreAsync(database, submission, at, ct);
            }
        }
    }

    private async Task MarkSentAsync(DateTimeOffset at, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await connection.RunAsync("""
            update message set state = 'sent', sent_at = @at, attempts = 1
            from wave
            where wave.id = message.wave_id and wave.state = 'open' and message.state = 'queued'
            """, new { at }, ct);
    }
}
