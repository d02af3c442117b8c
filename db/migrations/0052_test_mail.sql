-- Mails that HR sends to itself to try the mail server and a letter. Kept for a day.
create table test_mail (
    id uuid primary key,
    kind text not null check (kind in ('check', 'letter', 'return')),
    -- Empty: to the address for returned mails, which only the scheduler knows.
    address text not null,
    asked_by text not null,
    subject text not null,
    text text not null,
    html text not null,
    asked_at timestamptz not null,
    tried_at timestamptz,
    outcome text check (outcome in ('accepted', 'refused', 'deferred', 'down', 'unknown', 'no_mailbox')),
    words text,
    -- The mail, or a report about it, arrived in the mailbox of returned mails.
    returned_at timestamptz
);
alter table test_mail alter column address set statistics 0;
alter table test_mail alter column asked_by set statistics 0;
