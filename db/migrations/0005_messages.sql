-- One row per e-mail. A row is claimed with a lease, sent, and marked after the server has accepted it.

create table message (
    id            uuid primary key,                 -- random; names the envelope sender and the Message-ID
    kind          text not null check (kind in ('invitation', 'reminder1', 'reminder2', 'sign_in')),
    wave_id       bigint references wave,
    person_id     bigint references person,
    invitation_id uuid references invitation,
    sign_in_id    uuid,
    address       text not null,
    language      text not null,
    state         text not null check (state in ('queued', 'sending', 'sent', 'deferred', 'failed', 'bounced', 'cancelled')),
    reason        text,                             -- why it was deferred, failed or bounced, in words
    status_code   text,                             -- the server's enhanced code, such as 5.1.1
    attempts      int not null default 0,
    not_before    timestamptz not null,
    give_up_at    timestamptz not null,
    worker        int,                              -- the sender that holds the lease; its advisory lock ends with its session
    lease_until   timestamptz,
    queued_at     timestamptz not null,
    sent_at       timestamptz,
    unique (wave_id, person_id, kind),
    check ((kind = 'sign_in') = (sign_in_id is not null)),
    check ((kind = 'sign_in') = (invitation_id is null))
);
-- In the order of sending: whoever wants to sign in is waiting for it.
create index message_due on message ((kind <> 'sign_in'), not_before, id) where state in ('queued', 'deferred', 'sending');

-- What stays of the reminders when a wave is sealed.
create table message_count (
    wave_id bigint not null references wave,
    kind    text not null,
    state   text not null,
    count   int not null,
    primary key (wave_id, kind, state)
);
