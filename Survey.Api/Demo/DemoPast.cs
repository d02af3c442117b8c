using Survey.Db;
using Survey.Db.Demo;
using Survey.Db.Pulses;
using Survey.Db.Responses;
using Survey.Db.Settings;
using Survey.Db.WaveLifecycle;
using Survey.Db.Waves;
using Survey.Reports.Publishing;

namespace Survey.Api.Demo;

/// <summary>Runs the demo's past waves as the scheduler and the answer page would have done, without e-mails.</summary>
internal sealed class DemoPast(Database database, FigureKey key)
{
    private const int MaxConcurrent = 8;

    private readonly DemoAnswers _answers = new();
    private readonly DemoStory _story = DemoStory.Read();

    public async Task LiveAsync(DateTimeOffset now, CancellationToken ct)
    {
        var waves = DemoWave.Past(await PulsesAsync(ct), now);
        var (cases, news, looks) = (new DemoCases(database, _story), new DemoNews(database, _story), new DemoLooks(database, _story));
        foreach (var wave in waves)
        {
            var period = wave.Period;
            await WaveDecisions.ApproveAsync(database, wave.Code, DemoAccounts.Hr, period.OpensAt.AddDays(-1), ct);
            await WavePlanning.PlanDueAsync(database, period.OpensAt, ct);
            await DueWaves.OpenAsync(database, period.OpensAt, ct);
            await AnswerAsync(wave, ct);
            await MarkSentAsync(wave, ct);
            await OpenParticipation.RenewAsync(database, key, period.ClosesAt, ct);
            await DueWaves.CloseAsync(database, period.ClosesAt, ct);
            await Sealing.SealDueAsync(database, key, TimeSpan.Zero, period.ClosesAt, ct);
            await cases.ActAsync(wave, period.ClosesAt, ct);
            await news.TellAsync(wave, period.ClosesAt, ct);
            await looks.LookAsync(period.ClosesAt, isRecent: wave.Index >= waves.Count - 2, ct);
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

    private async Task<IReadOnlyList<DemoInvitation>> InvitedAsync(DemoWave wave, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await DemoRecords.InvitationsAsync(connection, wave.Code, ct);
    }

    private async Task MarkSentAsync(DemoWave wave, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await DemoRecords.MarkSentAsync(connection, wave.Code, wave.Period.OpensAt, ct);
    }
}
