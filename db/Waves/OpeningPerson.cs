using Npgsql;
using Survey.Db.Pulses;

namespace Survey.Db.Waves;

/// <summary>An active person, when a wave opens.</summary>
/// <param name="Email">In lower case.</param>
/// <param name="LeftOut">One of <see cref="Waves.LeftOut"/>; null: may be asked.</param>
public sealed record OpeningPerson(long Id, long UnitId, string Employment, string Language, string Email, string? LeftOut)
{
    /// <summary>
    /// Of two pulses the longer quiet time counts: neither may be the one by which somebody is asked too soon (rule C1). A person's own
    /// choice comes last among the reasons, so that without it the others are known.
    /// </summary>
    internal static Task<IReadOnlyList<OpeningPerson>> ListAsync(
        NpgsqlConnection connection, Pulse pulse, DateTimeOffset now, DateTimeOffset closesAt, CancellationToken ct)
    {
        var day = LocalTime.DayOf(now, pulse.TimeZone);
        return connection.ListAsync<OpeningPerson>("""
            select person.id, person.unit_id, person.employment, person.language, lower(person.email) as email,
                   case when person.unreachable_since is not null then 'unreachable'
                        when person.active_from > @oldestNewcomer then 'newcomer'
                        when person.active_to < @lastDay then 'leaver'
                        when recent.person_id is not null then 'invited_lately'
                        when opt_out.person_id is not null then 'opted_out' end as left_out
            from person
            left join opt_out on opt_out.person_id = person.id and coalesce(opt_out.until, @day) >= @day
            left join (
                select distinct person_id
                from invitation
                join wave on wave.id = invitation.wave_id
                join pulse on pulse.id = wave.pulse_id
                where invited_at >= (@day + 1 - greatest(pulse.quiet_days, @QuietDays))::timestamp at time zone @TimeZone
            ) as recent on recent.person_id = person.id
            where coalesce(person.active_from, @day) <= @day and coalesce(person.active_to, @day) >= @day
            order by person.id
            """, new
        {
            day,
            oldestNewcomer = day.AddDays(-Waves.LeftOut.NewcomerDays),
            lastDay = LocalTime.DayOf(closesAt, pulse.TimeZone),
            pulse.QuietDays,
            pulse.TimeZone,
        }, ct);
    }
}
