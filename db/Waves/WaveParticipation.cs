namespace Survey.Db.Waves;

/// <summary>How many take part in an open wave, as coarsely as rule A3 lets it be seen.</summary>
public static class WaveParticipation
{
    /// <summary>
    /// Once a day: the band of the whole wave and of each unit in which, with everything below it, at least k people are invited.
    /// Somebody who was erased counts in the whole only. Nothing is written on the same day (of the pulse's time zone) again.
    /// </summary>
    /// <returns>How many bands were renewed.</returns>
    public static async Task<int> RenewAsync(Database database, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.RunAsync("""
            with recursive due as (
                select wave.id, wave.minimum_group, (@now at time zone pulse.time_zone)::date as today
                from wave join pulse on pulse.id = wave.pulse_id
                where wave.state = 'open' and not exists (
                    select from wave_participation
                    where wave_id = wave.id and as_of >= (@now at time zone pulse.time_zone)::date)
            ), line (wave_id, unit_id, ancestor_id) as (
                select wave_id, unit_id, unit_id from wave_unit where wave_id in (select id from due)
                union all
                select line.wave_id, line.unit_id, wave_unit.parent_id
                from line
                join wave_unit on wave_unit.wave_id = line.wave_id and wave_unit.unit_id = line.ancestor_id
                where wave_unit.parent_id is not null
            ), own as (
                select invitation.wave_id, person.unit_id, count(*) as invited, count(answered.invitation_id) as answered
                from invitation
                left join person on person.id = invitation.person_id
                left join answered on answered.wave_id = invitation.wave_id and answered.invitation_id = invitation.id
                where invitation.wave_id in (select id from due)
                group by invitation.wave_id, person.unit_id
            ), total as (
                select wave_id, null::bigint as unit_id, sum(invited) as invited, sum(answered) as answered from own group by wave_id
                union all
                select line.wave_id, line.ancestor_id, sum(own.invited), sum(own.answered)
                from own join line on line.wave_id = own.wave_id and line.unit_id = own.unit_id
                group by line.wave_id, line.ancestor_id
            )
            insert into wave_participation (wave_id, unit_id, band, as_of)
            select due.id, total.unit_id,
                   case when total.answered * 4 < total.invited then 'under25'
                        when total.answered * 2 < total.invited then '25to50'
                        when total.answered * 4 < total.invited * 3 then '50to75'
                        else 'over75' end,
                   due.today
            from total join due on due.id = total.wave_id
            where total.invited >= due.minimum_group
            on conflict (wave_id, unit_id) do update set band = excluded.band, as_of = excluded.as_of
            """, new { now }, ct);
    }
}
