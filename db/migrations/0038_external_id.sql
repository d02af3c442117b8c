-- By what another system knows a person, whatever becomes of the address. Personal data: it goes with the person.
-- Statistics would keep samples of it.
alter table person
    add column external_id text check (length(external_id) between 1 and 60),
    alter column email drop not null,
    alter column external_id set statistics 0;
alter table person add constraint person_known check (email is not null or external_id is not null);
create unique index person_external_id on person (lower(external_id));
alter index person_external_id alter column 1 set statistics 0;
