-- Who is asked. Nothing here, and nothing that can be joined to it, says what anybody answered.

create table invitation (
    id         uuid primary key,                    -- random; the token in the e-mail is derived from it with a key that is not here
    wave_id    bigint not null references wave,
    person_id  bigint not null references person,
    language   text not null,
    invited_at timestamptz not null,
    unique (wave_id, person_id)
);
create index invitation_person on invitation (person_id, invited_at);

create table invitation_relationship (
    invitation_id      uuid not null references invitation,
    relationship_id    bigint not null references relationship,
    reporting_group_id bigint not null references reporting_group,
    position           int not null,
    primary key (invitation_id, relationship_id)
);
create index invitation_relationship_group on invitation_relationship (reporting_group_id);

-- That an invitation was answered, needed to stop reminders. One partition per open wave, dropped when the wave is sealed.
create table answered (
    wave_id       bigint not null,
    invitation_id uuid not null,
    primary key (wave_id, invitation_id)
) partition by list (wave_id);

-- Choices that people made on purpose, apart from any answer. Nobody's page shows them.
create table opt_out (
    person_id bigint primary key references person,
    until     date                                  -- null: until undone
);

create table relationship_pause (
    person_id       bigint not null references person,
    relationship_id bigint not null references relationship,
    until           date not null,
    primary key (person_id, relationship_id)
);
