-- A pulse plans waves; a wave freezes, when it opens, everything that its results will depend on.

create table pulse (
    id                   bigint generated always as identity primary key,
    code                 text not null check (code ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,28}$'),
    name                 text not null,
    relationships        text[] not null,   -- relationship codes, or '*' for all
    cron                 text not null,
    time_zone            text not null,
    first_date           date not null,
    end_date             date,
    open_days            int not null check (open_days between 1 and 90),
    remind_after_days    int[] not null default '{}',
    precision            float8 not null default 0.30,
    quiet_days           int not null default 14,
    max_relationships    int not null default 3,
    minimum_group        int not null default 5 check (minimum_group >= 3),
    minimum_comments     int not null default 10 check (minimum_comments >= 5),
    minimum_group_reason text,
    approval             text not null default 'automatic' check (approval in ('automatic', 'required')),
    send_hours           text,              -- '08:00-18:00' in the recipient's time zone; null: any hour
    send_days            int[],             -- ISO weekdays, 1 = Monday; null: any day
    paused               boolean not null default false,
    check (minimum_group >= 5 or minimum_group_reason is not null)
);
create unique index pulse_code on pulse (lower(code));

create table wave (
    id                   bigint generated always as identity primary key,
    code                 text not null,
    pulse_id             bigint references pulse,   -- null: history imported from another tool
    period               date not null,             -- the day the pulse's cron names; for history the closing date
    state                text not null check (state in ('planned', 'open', 'closed', 'sealed', 'skipped', 'cancelled')),
    seed                 bigint not null,           -- of every random choice of the wave that must be repeatable
    opens_at             timestamptz not null,
    closes_at            timestamptz not null,
    opened_at            timestamptz,
    closed_at            timestamptz,
    sealed_at            timestamptz,
    minimum_group        int not null check (minimum_group >= 3),
    minimum_comments     int not null check (minimum_comments >= 5),
    minimum_group_reason text,
    import_digest        text,                      -- of the imported rows whatever their order
    unique (pulse_id, period),
    check ((pulse_id is null) = (import_digest is not null))
);
create unique index wave_code on wave (lower(code));
create index wave_due on wave (state, opens_at, closes_at);

-- The unit tree as it was when the wave opened.
create table wave_unit (
    wave_id   bigint not null references wave,
    unit_id   bigint not null references unit,
    code      text not null,
    names     jsonb not null,
    parent_id bigint,
    primary key (wave_id, unit_id)
);

-- A relationship that takes part in a wave, or the reason why it does not.
create table wave_relationship (
    wave_id          bigint not null references wave,
    relationship_id  bigint not null references relationship,
    code             text not null,
    kind             text not null,
    provider_unit_id bigint not null,
    customer_unit_id bigint not null,
    questionnaire_id bigint not null references questionnaire,
    minimum_group    int not null check (minimum_group >= 3),
    minimum_comments int,                           -- null: comments are neither asked nor shown (within_team)
    customers        int,                           -- how many there were at opening; null: unknown (history)
    invited          int,                           -- null: history
    not_asked        text,                          -- null: asked; else a reason: small_provider, too_few, quiet, ...
    primary key (wave_id, relationship_id)
);

-- The coarsest description of a respondent that is kept: at least minimum_group invited people share each one.
create table reporting_group (
    id               bigint generated always as identity primary key,
    wave_id          bigint not null,
    relationship_id  bigint not null,
    customer_unit_id bigint not null,
    employment       text check (employment in ('permanent', 'temporary', 'contractor', 'partner')),  -- null: any
    invited          int,                           -- null: history
    answered         int,                           -- known only from sealing on
    foreign key (wave_id, relationship_id) references wave_relationship,
    unique nulls not distinct (wave_id, relationship_id, customer_unit_id, employment)
);
