-- Thanks and wishes to be contacted lie in a table per wave, as comments do: sealing writes them anew and drops the old one, with the order in which
-- they came. No foreign keys: they would leave a lock in the rows of waves and relationships.
create temporary table written on commit drop as select * from note;
drop table note;

create table note (
    id              uuid not null,
    wave_id         bigint not null,
    relationship_id bigint not null,
    kind            text not null check (kind in ('contact', 'thanks')),
    name            text,                           -- of the writer of a 'contact' note, who was told so
    text            text not null,
    primary key (wave_id, id)
) partition by list (wave_id);

do $$
declare
    opened bigint;
begin
    for opened in select id from wave where to_regclass('comment_w' || id) is not null union select wave_id from written order by 1 loop
        execute format('create table note_w%s partition of note for values in (%1$s)', opened);
    end loop;
end $$;

insert into note (id, wave_id, relationship_id, kind, name, text)
select id, wave_id, relationship_id, kind, name, text from written order by id;
