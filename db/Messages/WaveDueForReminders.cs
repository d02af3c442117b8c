using Npgsql;
using Survey.Db.Zones;

namespace Survey.Db.Messages;

internal sealed record WaveDueForReminders
{
    public required long Id { get; init; }
    public required string Code { get; init; }
    public required DateTimeOffset OpensAt { get; init; }

    /// <summary>See <see cref="Restorations.HeldMails.DropAsync"/>; null: no limit.</summary>
    public DateTimeOffset? NoRemindersBefore { get; init; }

    /// <summary>Of the pulse.</summary>
    public required string TimeZone { get; init; }
    public required int[] RemindAfterDays { get; init; }
    public string? SendHours { get; init; }
    public int[]? SendDays { get; init; }

    public IEnumerable<int> Days => RemindAfterDays.Distinct().Order().Take(Thresholds.MostReminders);

    public static Task<IReadOnlyList<WaveDueForReminders>> ListAsync(
        NpgsqlConnection connection,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        connection.ListAsync<WaveDueForReminders>(
            """
            select wave.id, wave.code, wave.opens_at, wave.no_reminders_before,
                   pulse.time_zone, pulse.remind_after_days, pulse.send_hours, pulse.send_days
            from wave
            join pulse on pulse.id = wave.pulse_id
            where wave.state = 'open' and wave.closes_at > @now and wave.mails_held_since is null and not pulse.paused
            order by wave.id
            """,
            new { now },
            ct
        );

    /// <summary>
    /// Invitations sent before this instant are due: the end of the last day from which the given number of days has passed, at the
    /// time of day of the opening. Days are those of the pulse's time zone.
    /// </summary>
    public DateTimeOffset SentBefore(int days, DateTimeOffset now)
    {
        var time = TimeOnly.FromDateTime(LocalTime.Of(OpensAt, TimeZone));
        var day = LocalTime.DayOf(now, TimeZone).AddDays(-days);
        if (LocalTime.At(day.AddDays(days).ToDateTime(time), TimeZone) > now)
        {
            day = day.AddDays(-1);
        }
        return LocalTime.At(day.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeZone);
    }
}
