create table sign_in (
    id         uuid primary key,                    -- random; the link is derived from it with a key that is not here
    email      text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz
);
create index sign_in_email on sign_in (email, created_at);

create table session (
    id         uuid primary key,
    email      text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null
);

create table data_protection_key (
    name text primary key,
    xml  text not null
);

-- Who did what to the programme: never an answer, never the text of a comment.
create table audit_log (
    id      bigint generated always as identity primary key,
    at      timestamptz not null,
    actor   text not null,
    action  text not null,
    subject text not null
);
