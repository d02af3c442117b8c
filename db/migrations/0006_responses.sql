-- What was answered. There is no way from here to a person: a response knows its wave, its relationship and a reporting
-- group that at least minimum_group invited people share, and nothing else. One partition per wave; sealing writes the
-- rows into a new one with new ids in random order and drops the old.

create table response (
    id                 uuid not null,
    wave_id            bigint not null,
    relationship_id    bigint not null,
    reporting_group_id bigint not null,
    contact            boolean not null,            -- false: "I had no contact with them in this period"
    answers            int[] not null,              -- one element per item of the questionnaire; null: not answered, -1: does not apply
    time_lost          smallint check (time_lost between 0 and 4),  -- none, under15m, under1h, under4h, more
    primary key (wave_id, id)
) partition by list (wave_id);

-- Words live apart from ratings from the moment they arrive.
create table comment (
    id               uuid not null,
    wave_id          bigint not null,
    relationship_id  bigint not null,
    question         text not null,                 -- key of the question of kind text
    language         text not null,
    text             text,                          -- null: redacted
    signed_name      text,                          -- the writer's choice, comment by comment
    shown_here       boolean not null default false, -- decided at sealing: shown with the relationship
    shown_unit_id    bigint,                        -- or, for a language with too few writers, with this provider unit
    primary key (wave_id, id)
) partition by list (wave_id);

-- "You may contact me" and thanks. Written in a transaction of their own, shown from sealing on.
create table note (
    id              uuid primary key,
    wave_id         bigint not null references wave,
    relationship_id bigint not null references relationship,
    kind            text not null check (kind in ('contact', 'thanks')),
    name            text,                           -- of the writer of a 'contact' note, who was told so
    text            text not null
);
create index note_wave on note (wave_id, relationship_id);
