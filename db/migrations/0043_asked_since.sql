-- The day since which a relationship is asked about (rule D10). Null: the wave asked about "this period", or is imported.
alter table wave_relationship add column asked_since date;

-- Waves that are open now show the question with a date from now on.
update wave_relationship set asked_since = case
    when earlier.opened_at is null then (earlier.day - interval '3 months')::date
    else greatest((earlier.opened_at at time zone known_zone(earlier.time_zone))::date, (earlier.day - interval '12 months')::date) end
from (
    select asked.wave_id, asked.relationship_id, pulse.time_zone, (wave.opened_at at time zone known_zone(pulse.time_zone))::date as day,
           (select max(before.opened_at)
            from wave_relationship then_asked join wave before on before.id = then_asked.wave_id
            where then_asked.relationship_id = asked.relationship_id and then_asked.not_asked is null
              and before.import_digest is null and before.opened_at < wave.opened_at) as opened_at
    from wave_relationship asked
    join wave on wave.id = asked.wave_id and wave.state = 'open'
    join pulse on pulse.id = wave.pulse_id
) earlier
where wave_relationship.wave_id = earlier.wave_id and wave_relationship.relationship_id = earlier.relationship_id;
