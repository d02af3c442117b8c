using Microsoft.Extensions.Logging.Abstractions;
using Survey.Db.Messages;
using Survey.Db.Settings;
using Survey.Scheduler;
using Survey.Scheduler.Clocks;
using Survey.Scheduler.Waves;
using Survey.Tests.Scheduler.Bounces;
using Survey.Tests.Scheduler.Messages;
using Survey.Tests.Support;

namespace Survey.Tests.Faults;

/// <summary>A scheduler whose host's clock is wrong, beside one whose clock is right. The tests of it are ClockCheckTests.</summary>
public sealed class ClockRun
{
    [Test, Category("Fault"), Explicit("Measures; see make bench.")]
    public async Task Clock()
    {
        await using var sending = await Sending.WithOpenWaveAsync(organisation => organisation.RunAsync("update pulse set open_days = 30"));
        await sending.Organisation.RunAsync("update wave set opens_at = now(), closes_at = now() + interval '7 days'");

        await DaysAheadAsync(sending);
        var ended = await sending.Organisation.OneAsync<int>("select count(*)::int from wave where state <> 'open'");
        var doubled = await MinutesAheadAsync(sending);

        await Bench.BenchLine.WriteAsync(
            "clock",
            ("mails", sending.Wave.Invitations.Count),
            ("waves_ended_early", ended),
            ("doubled", doubled)
        );
    }

    /// <summary>Everything that is due eight days ahead of the real time.</summary>
    private static async Task DaysAheadAsync(Sending sending)
    {
        var clock = new ShiftedClock(TimeSpan.FromDays(8));
        var work = sending.Work(new RecordingTransport());
        await new DueWorkJob(work, new ClockCheck(sending.Test.Database, clock, NullLogger<ClockCheck>.Instance), clock).Execute(
            null!,
            default
        );
    }

    /// <summary>One sender has claimed mails. Another, 15 minutes ahead and without the clock check, sends all it takes for free.</summary>
    /// <returns>How many mails both had in hand.</returns>
    private static async Task<int> MinutesAheadAsync(Sending sending)
    {
        await using var connection = await sending.Test.Database.OpenAsync();
        var worker = await MessageClaims.StartAsync(connection, default);
        var claimed = await MessageClaims.ClaimAsync(connection, worker, 20, Sending.Monday, default);
        var ahead = await sending.SendAsync(Sending.Monday.AddMinutes(15));
        return claimed!.Count(message => ahead.Contains(message.Address));
    }
}
