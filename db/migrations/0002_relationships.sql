-- What is asked about whom.

create table journey (
    id   bigint generated always as identity primary key,
    code text not null check (code ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$')
);
create unique index journey_code on journey (lower(code));

-- A journey's questions never change once written: a changed file is a new version.
create table questionnaire (
    id         bigint generated always as identity primary key,
    journey_id bigint not null references journey,
    version    int not null check (version > 0),
    document   jsonb not null,              -- the journey file, see Questionnaires/Questionnaire.cs
    digest     text not null,
    created_at timestamptz not null,
    unique (journey_id, version)
);

-- One directed line of internal service.
create table relationship (
    id               bigint generated always as identity primary key,
    code             text not null check (code ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$'),
    provider_unit_id bigint not null references unit,
    customer_unit_id bigint not null references unit,
    kind             text not null check (kind in ('team_to_team', 'department_to_employee', 'within_team', 'partner')),
    journey_id       bigint not null references journey,
    owner_email      text,
    check (kind <> 'within_team' or provider_unit_id = customer_unit_id)
);
create unique index relationship_code on relationship (lower(code));
create index relationship_provider on relationship (provider_unit_id);
create index relationship_customer on relationship (customer_unit_id);
