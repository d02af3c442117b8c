-- Units form a tree with one root; a person belongs to one unit.

create table unit (
    id         bigint generated always as identity primary key,
    code       text not null check (code ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$'),
    names      jsonb not null,              -- language -> name; "en" is always there and is the fall-back
    kind       text not null check (kind in ('department', 'team', 'partner')),
    parent_id  bigint references unit,
    lead_email text                         -- may name a person who is imported later
);
create unique index unit_code on unit (lower(code));
create unique index unit_one_root on unit ((true)) where parent_id is null;
create index unit_parent on unit (parent_id);

create table person (
    id          bigint generated always as identity primary key,
    email       text not null,
    name        text not null,
    unit_id     bigint not null references unit,
    language    text not null,              -- one of the files in Texts/, checked on import
    time_zone   text not null,
    employment  text not null check (employment in ('permanent', 'temporary', 'contractor', 'partner')),
    active_from date,
    active_to   date                        -- last day on which the person is asked
);
create unique index person_email on person (lower(email));
create index person_unit on person (unit_id);

-- Roles given by hand. A unit's lead_email makes its owner lead as well; see the view below.
create table role_grant (
    email      text not null,
    role       text not null check (role in ('hr', 'admin', 'lead')),
    unit_id    bigint references unit,
    granted_at timestamptz not null,
    check ((role = 'lead') = (unit_id is not null)),
    unique nulls not distinct (email, role, unit_id)
);

-- Who may look at what, in one place: every page, file and address of the API asks this view.
create view viewer_role as
    select lower(email) as email, role, unit_id from role_grant
    union
    select lower(lead_email), 'lead', id from unit where lead_email is not null;

-- Each unit with itself and every unit above it.
create view unit_ancestor as
    with recursive line (unit_id, ancestor_id, distance) as (
        select id, id, 0 from unit
        union all
        select line.unit_id, unit.parent_id, line.distance + 1
        from line join unit on unit.id = line.ancestor_id
        where unit.parent_id is not null
    )
    select unit_id, ancestor_id, distance from line;
