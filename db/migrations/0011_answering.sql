-- What answering needs beside the answers, gone with the table of a wave when it is sealed.

alter table answered
    add receipt uuid not null default gen_random_uuid(),  -- random, of the sender: tells a repeated sending from a second one
    add owed    boolean not null default false;           -- what came with the answers is not stored yet

-- "Not this time": no reminder, and counted nowhere. Undone by answering. One partition per open wave.
create table declined (
    wave_id       bigint not null,
    invitation_id uuid not null,
    primary key (wave_id, invitation_id)
) partition by list (wave_id);

do $$
declare
    id bigint;
begin
    for id in select wave.id from wave where to_regclass('answered_w' || wave.id) is not null loop
        execute format('create table %I (like declined including all)', 'declined_w' || id);
        execute format('alter table declined attach partition %I for values in (%s)', 'declined_w' || id, id);
    end loop;
end $$;

-- A year after somebody answered said on which day that was.
update relationship_pause set until = (date_trunc('quarter', until) + interval '3 months')::date;
