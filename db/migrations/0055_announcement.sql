-- "You said, we did" (rule E5): what a provider tells its customers that it changed. The next wave that asks about the relationship carries
-- it in its invitations and forms. From then on it does not change any more (rule G3).
create table announcement (
    id                bigint generated always as identity primary key,
    relationship_id   bigint not null references relationship,
    state             text not null check (state in ('draft', 'released', 'taken_back')),
    texts             jsonb not null,
    fallback_language text not null,                -- of the text for readers in whose language there is none
    wave_id           bigint references wave,       -- carries it; null: none yet
    changed_by        text not null,
    changed_at        timestamptz not null,
    check (wave_id is null or state = 'released'),
    check (texts ? fallback_language)
);
-- One at a time waits for the next wave, and a wave carries one for each relationship.
create unique index announcement_coming on announcement (relationship_id) where wave_id is null;
create unique index announcement_carried on announcement (wave_id, relationship_id) where wave_id is not null;
alter table announcement alter column changed_by set statistics 0;
create trigger result_change after insert or update or delete on announcement for each row execute function note_result_change();

-- What had clearly got better when the wave opened: told in its invitations (rule D11).
create table wave_improvement (
    wave_id         bigint not null,
    relationship_id bigint not null,
    item            text not null,
    primary key (wave_id, relationship_id, item),
    foreign key (wave_id, relationship_id) references wave_relationship
);

-- Forms of waves that opened before did not say that thanks may be passed on.
alter table wave add thanks_go_on boolean not null default false;

-- What was passed on to the people of a provider (rule E6): thanks, and a figure that clearly got better.
create table recognition (
    id              uuid primary key,               -- made with the form: a form that is sent twice passes on once
    wave_id         bigint not null,
    relationship_id bigint not null,
    item            text,                           -- of the figure; null: no figure
    passed_on_by    text not null,
    passed_on_at    timestamptz not null,
    foreign key (wave_id, relationship_id) references wave_relationship
);
create unique index recognition_item on recognition (wave_id, relationship_id, item);
alter table recognition alter column passed_on_by set statistics 0;

-- Not the texts: they go when the notes of their wave are deleted. Thanks are passed on once.
create table recognition_thanks (
    note_id        uuid primary key,
    recognition_id uuid not null references recognition
);
create index recognition_thanks_recognition on recognition_thanks (recognition_id);

alter table message add recognition_id uuid;
alter table message drop constraint message_kind_check;
alter table message add constraint message_kind_check
    check (kind in ('invitation', 'reminder1', 'reminder2', 'sign_in', 'recognition'));
alter table message drop constraint message_check1;
alter table message add constraint message_check1 check ((kind in ('sign_in', 'recognition')) = (wave_id is null));
alter table message add constraint message_recognition_check check ((kind = 'recognition') = (recognition_id is not null));
alter table message_kept add constraint message_recognition_id_fkey foreign key (recognition_id) references recognition;
-- One mail for each person.
create unique index message_kept_recognition on message_kept (recognition_id, person_id) where recognition_id is not null;
