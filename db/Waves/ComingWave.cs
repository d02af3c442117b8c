using Survey.Db.Pulses;

namespace Survey.Db.Waves;

/// <summary>A wave that has not opened.</summary>
/// <param name="Period">With the times at which it opens and closes, postponed or not.</param>
/// <param name="IsPlanned">It is recorded; false: its time to be planned has not come.</param>
/// <param name="FreeFrom">When the pulse's wave before it is over; null: none is in its way.</param>
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
    // Without a next wave: a wave that is put off for longer is a wave cancelled.
    private const int MostDaysLater = 366;

    public string Code => Period.WaveCode(Pulse);

    /// <summary>The day, where the pulse is.</summary>
    public DateOnly OpensOn => LocalTime.DayOf(Period.OpensAt, Pulse.TimeZone);

    public DateOnly ClosesOn => LocalTime.DayOf(Period.ClosesAt, Pulse.TimeZone);

    public bool IsPostponed => OpensOn != Period.Day;

    /// <summary>One of <see cref="WaveOpens"/>.</summary>
    public string Opens =>
        IsCancelled ? WaveOpens.Never
        : Pulse.Paused ? WaveOpens.NotWhilePaused
        : !Pulse.NeedsApproval ? WaveOpens.ByItself
        : IsApproved ? WaveOpens.Approved
        : WaveOpens.AfterApproval;

    /// <summary>It will open without anybody's doing.</summary>
    internal bool OpensUnasked => Opens is WaveOpens.ByItself or WaveOpens.Approved;

    /// <summary>When it opens if things are left as they are at that instant.</summary>
    internal DateTimeOffset OpensFrom(DateTimeOffset at) => Period.OpensAt > at ? Period.OpensAt : at;

    /// <summary>It should be open, and nobody has approved it.</summary>
    public bool IsOverdue(DateTimeOffset now) => Opens == WaveOpens.AfterApproval && Period.OpensAt <= now;

    /// <summary>The first day to which it can be moved: not before the pulse's own, nor while the wave before it is open.</summary>
    public DateOnly FirstDay(DateTimeOffset now)
    {
        var first = Max(Period.Day, LocalTime.DayOf(now, Pulse.TimeZone));
        first = FreeFrom is { } free ? Max(first, LocalTime.DayOf(free, Pulse.TimeZone)) : first;
        return CanMove(first, now) ? first : first.AddDays(1);
    }

    /// <summary>The last day to which it can be moved: then it is over when the next one opens.</summary>
    public DateOnly LastDay =>
        FreeUntil is { } free ? LocalTime.DayOf(free, Pulse.TimeZone).AddDays(-Pulse.OpenDays) : Period.Day.AddDays(MostDaysLater);

    /// <summary>The period on another day, at the same time of day and open for as long.</summary>
    public Period On(DateOnly day)
    {
        var opensAt = LocalTime.AddDays(Period.OpensAt, day.DayNumber - OpensOn.DayNumber, Pulse.TimeZone);
        return new(Period.Day, opensAt, LocalTime.AddDays(opensAt, Pulse.OpenDays, Pulse.TimeZone));
    }

    private bool CanMove(DateOnly day, DateTimeOffset now) => On(day).OpensAt > now && !(On(day).OpensAt < FreeFrom);

    private static DateOnly Max(DateOnly one, DateOnly other) => one > other ? one : other;
}

/// <summary>When a coming wave opens.</summary>
public static class WaveOpens
{
    public const string ByItself = "by itself";
    public const string AfterApproval = "waits for approval";
    public const string Approved = "approved";
    public const string NotWhilePaused = "not while the pulse is paused";
    public const string Never = "cancelled";
}
