-- Somebody who is erased leaves the invitations behind, without the person, so that what was counted stays.
alter table invitation alter column person_id drop not null;

-- What was deleted or changed before lies in the files of these tables until they are written anew. A change of a column's type does that, and
-- drops what the planner knows of its values. From now on it keeps none that name somebody, quote somebody or tell who answered.
alter table invitation alter column language type text using language || '';
alter table relationship_pause alter column until type date using until + 0;
alter table opt_out alter column until type date using until + 0;

do $$
declare
    part record;
begin
    for part in
        select split_part(known, '.', 1) as owner, split_part(known, '.', 2) as name
        from unnest(array['person.email', 'person.name', 'role_grant.email', 'session.email', 'sign_in.email', 'unit.lead_email', 'relationship.owner_email',
                          'audit_log.actor', 'audit_log.subject', 'pulse_letter.saved_by', 'comment.text', 'comment.signed_name']) as known
    loop
        execute format('alter table %I alter column %I type text using %2$I || '''', alter column %2$I set statistics 0', part.owner, part.name);
    end loop;
    for part in
        select split_part(known, '.', 1) as owner, split_part(known, '.', 2) as name
        from unnest(array['message.id', 'message.person_id', 'message.address', 'message.reason', 'message.late_report', 'note.id', 'note.name', 'note.text',
                          'answered.invitation_id', 'answered.receipt', 'declined.invitation_id', 'comment.id', 'response.id']) as known
    loop
        execute format('alter table %I alter column %I set statistics 0', part.owner, part.name);
    end loop;
end $$;
alter index person_email alter column 1 set statistics 0;

-- A table that is to be written anew after a sealing, in a transaction of its own.
create table rewrite_due (
    name  text primary key,
    since timestamptz not null
);
