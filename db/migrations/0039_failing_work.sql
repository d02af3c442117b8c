-- Regular work that failed when it was last tried, for HR and the metrics: the others were done. Gone once it is done. Says nothing about people.
create table failing_work (
    step      text not null,                        -- of the scheduler's round, such as open or seal
    subject   text not null,                        -- code of the wave or pulse; '': the whole step
    since     timestamptz not null,
    failed_at timestamptz not null,
    primary key (step, subject)
);

-- The time zone, or UTC if this server does not know it: an update of the system drops names, and one pulse must not fail a query about all.
create function known_zone(zone text) returns text language plpgsql stable as $$
begin
    perform now() at time zone zone;
    return zone;
exception when invalid_parameter_value then
    return 'UTC';
end
$$;
