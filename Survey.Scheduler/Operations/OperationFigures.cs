using Npgsql;
using Survey.Db.Messages;
using Survey.Db.Programme;
using Survey.Db.Restorations;

namespace Survey.Scheduler.Operations;

/// <summary>What the gauges read from the database.</summary>
/// <param name="Waiting">Mails, reminders aside, that are queued, deferred or being sent.</param>
/// <param name="DomainsRefusing">How many domains refused our mail for several people.</param>
/// <param name="DueWorkAge">Null: due work was never started.</param>
internal sealed record OperationFigures(
    IReadOnlyList<StateCount> Waves,
    IReadOnlyList<StateCount> Waiting,
    SchedulerFigures Counts,
    ProgrammeProblems Trouble,
    int DomainsRefusing,
    int HeldWaves,
    TimeSpan? DueWorkAge
)
{
    public static async Task<OperationFigures> ReadAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken ct)
    {
        var counts = await SchedulerFigures.ReadAsync(connection, now, ct);
        return new(
            await WaveProgress.CountByStateAsync(connection, ct),
            await SchedulerFigures.WaitingByStateAsync(connection, ct),
            counts,
            await ProgrammeProblems.ReadAsync(connection, ct),
            (await RefusingDomains.ListAsync(connection, null, now - RefusingDomains.Recent, ct)).Count,
            await HeldMails.CountWavesAsync(connection, ct),
            counts.LastRunTicks is > 0 and var ticks ? now - new DateTimeOffset(ticks, TimeSpan.Zero) : null
        );
    }
}
