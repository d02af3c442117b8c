-- "Not this time": ends the reminders of one invitation and nothing else. A table per wave, which sealing drops together with that
-- of the answered invitations, so that afterwards no row, present or missing, says who took part.
create table declined (
    wave_id         bigint not null,
    invitation_id   uuid not null,
    primary key (wave_id, invitation_id)
) partition by list (wave_id);

do $$
declare
    wave_id bigint;
begin
    for wave_id in select id from wave where to_regclass('answered_w' || id) is not null loop
        execute format('create table declined_w%1$s partition of declined for values in (%1$s)', wave_id);
    end loop;
end $$;
