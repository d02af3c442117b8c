-- A row for every change of what the preview of a wave is made from, beside those of result_change: previews that were made stay until there
-- is one more. What people chose for themselves is no part of it (rule A2).
create table planning_change (
    at timestamptz not null default now()
);

create function note_planning_change() returns trigger language plpgsql as $$
begin
    insert into planning_change default values;
    return null;
end
$$;

-- An import of people is one change. Waves are looked through every minute, mostly without finding any to change.
create trigger planning_change after insert or update or delete on person for each statement execute function note_planning_change();
create trigger planning_change after insert or update or delete on wave for each row execute function note_planning_change();
create trigger planning_change after insert or update or delete on wave_decision for each statement execute function note_planning_change();
create trigger planning_change after insert on questionnaire for each statement execute function note_planning_change();
