using Survey.Db.Pulses;
using Survey.Db.Zones;

namespace Survey.Db.Waves;

/// <param name="Period">Its opening and closing times include a postponement.</param>
/// <param name="IsPlanned">False: not recorded as a wave yet.</param>
/// <param name="FreeFrom">When the pulse's previous wave closes; null: there is none.</param>
/// <param name="FreeUntil">When the pulse's next wave opens; null: there is none.</param>
public sealed record ComingWave(
    Pulse Pulse,
    Period Period,
    bool IsPlanned,
    bool IsApproved,
    bool IsCancelled,
    DateTimeOffset? FreeFrom,
    DateTimeOffset? FreeUntil
)
{
    // Limit if the pulse has no next wave.
    private const int MaxPostponementDays = 366;

    public string Code => Period.WaveCode(Pulse);

    public WaveName Name => WaveName.Of(Pulse.Name, Pulse.Cron, Period.Day);

    /// <summary>Day in the pulse's time zone.</summary>
    public DateOnly OpensOn => LocalTime.DayOf(Period.OpensAt, Pulse.TimeZone);

    public DateOnly ClosesOn => LocalTime.LastDayOf(Period.ClosesAt, Pulse.TimeZone);

    public bool IsPostponed => OpensOn != Period.Day;

    public string Opens =>
        IsCancelled ? WaveOpens.Never
        : Pulse.Paused ? WaveOpens.NotWhilePaused
        : !Pulse.NeedsApproval ? WaveOpens.ByItself
        : IsApproved ? WaveOpens.Approved
        : WaveOpens.AfterApproval;

    /// <summary>It opens without another decision.</summary>
    internal bool OpensUnasked => Opens is WaveOpens.ByItself or WaveOpens.Approved;

    /// <summary>When it opens if it is still waiting at that instant.</summary>
    internal DateTimeOffset OpensFrom(DateTimeOffset at) => Period.OpensAt > at ? Period.OpensAt : at;

    public bool IsOverdue(DateTimeOffset now) => Opens == WaveOpens.AfterApproval && Period.OpensAt <= now;

    /// <summary>The first day it can be postponed to: not before its own day, nor while the previous wave is open.</summary>
    public DateOnly FirstDay(DateTimeOffset now)
    {
        var first = Max(Period.Day, LocalTime.DayOf(now, Pulse.TimeZone));
        first = FreeFrom is { } free ? Max(first, LocalTime.DayOf(free, Pulse.TimeZone)) : first;
        return CanMove(first, now) ? first : first.AddDays(1);
    }

    /// <summary>The last day it can be postponed to, so that it closes before the next wave opens.</summary>
    public DateOnly LastDay
    {
        get
        {
            if (FreeUntil is not { } free)
            {
                return Period.Day.AddDays(MaxPostponementDays);
            }
            var last = LocalTime.DayOf(free, Pulse.TimeZone).AddDays(-Pulse.OpenDays);
            while (Pulse.CloseTime is not null && On(last).ClosesAt > free)
            {
                last = last.AddDays(-1);
            }
            return last;
        }
    }

    public Period On(DateOnly day)
    {
        var opensAt = LocalTime.AddDays(Period.OpensAt, day.DayNumber - OpensOn.DayNumber, Pulse.TimeZone);
        return new(Period.Day, opensAt, Periods.ClosesAt(Pulse, LocalTime.Of(opensAt, Pulse.TimeZone)));
    }

    private bool CanMove(DateOnly day, DateTimeOffset now) => On(day).OpensAt > now && !(On(day).OpensAt < FreeFrom);

    private static DateOnly Max(DateOnly one, DateOnly other) => one > other ? one : other;
}

public static class WaveOpens
{
    public const string ByItself = "by itself";
    public const string AfterApproval = "waits for approval";
    public const string Approved = "approved";
    public const string NotWhilePaused = "not while the pulse is paused";
    public const string Never = "cancelled";
}
