-- Pages about sealed waves are kept and shown again until something in them can have changed. One row per such change: their number
-- is the version of the data. Rows are only added, so that nobody who seals or imports waits for somebody else's lock; and counted
-- rather than numbered, because a smaller number may be committed after a larger one.
create table result_change (
    at timestamptz not null default now()
);

create function note_result_change() returns trigger language plpgsql as $$
begin
    insert into result_change default values;
    return null;
end
$$;

-- A wave is sealed or imported; a comment is redacted; names, the tree or who serves whom are brought up to date.
create trigger result_change after insert or update on wave for each row when (new.state = 'sealed') execute function note_result_change();
create trigger result_change after update or delete on comment for each statement execute function note_result_change();
create trigger result_change after insert or update or delete on unit for each statement execute function note_result_change();
create trigger result_change after insert or update or delete on relationship for each statement execute function note_result_change();
create trigger result_change after insert or update or delete on pulse for each statement execute function note_result_change();
