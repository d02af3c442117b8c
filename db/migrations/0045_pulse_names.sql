-- Language -> name, as units have it; one text without a language was English.
alter table pulse add column names jsonb;
update pulse set names = jsonb_build_object('en', name);
alter table pulse alter column names set not null, drop column name;

-- What people read instead of a wave's code (WaveName). Imported history has no pulse. is_shared: another wave of that month has the same
-- name, so the name also needs the day.
create function wave_name(of_pulse bigint, of_period date) returns jsonb stable language sql as $$
    select jsonb_build_object(
        'pulse', pulse.names, 'cron', pulse.cron, 'day', of_period,
        'isShared', exists (
            select from wave
            where (pulse_id = of_pulse or of_pulse is null and pulse_id is null)
              and period >= date_trunc('month', of_period)::date and period < (date_trunc('month', of_period) + interval '1 month')::date
              and period <> of_period))
    from (values (of_pulse)) as asked (id) left join pulse on pulse.id = asked.id
$$;
