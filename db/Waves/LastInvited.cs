using Npgsql;
using Survey.Db.Pulses;
using Survey.Db.Zones;

namespace Survey.Db.Waves;

/// <summary>A person's last invitation by the pulses with this number of quiet days.</summary>
internal sealed record LastInvited(long PersonId, int QuietDays, DateTimeOffset At)
{
    /// <summary>Those that can matter to a wave that opens at that instant or later.</summary>
    public static Task<IReadOnlyList<LastInvited>> ListAsync(NpgsqlConnection connection, DateTimeOffset from, CancellationToken ct) =>
        connection.ListAsync<LastInvited>(
            """
            select person_id, pulse.quiet_days, max(invited_at) as at
            from invitation
            join wave on wave.id = invitation.wave_id
            join pulse on pulse.id = wave.pulse_id
            where person_id is not null and invited_at >= @from - make_interval(days => (select max(quiet_days) + 2 from pulse))
            group by person_id, pulse.quiet_days
            """,
            new { from },
            ct
        );

    /// <summary>The later wave must not ask the person. Of two pulses the longer quiet time counts (rule C1).</summary>
    public static bool IsTooClose(int quietDays, DateTimeOffset at, Pulse later, DateTimeOffset laterAt) =>
        LocalTime.DayOf(laterAt, later.TimeZone).DayNumber - LocalTime.DayOf(at, later.TimeZone).DayNumber
        < Math.Max(quietDays, later.QuietDays);
}
