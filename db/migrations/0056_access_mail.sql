-- What a mail tells to whom access was given. Kept for as long as the mail.
create table access_mail (
    id        uuid primary key,   -- that of the message, so there is one mail for each grant
    role      text not null,
    unit_id   bigint references unit,
    given_by  text not null,
    queued_at timestamptz not null
);
alter table access_mail alter column given_by set statistics 0;

alter table message drop constraint message_kind_check;
alter table message add constraint message_kind_check check (kind in ('invitation', 'reminder1', 'reminder2', 'sign_in', 'access', 'recognition'));
alter table message drop constraint message_check1;
alter table message add constraint message_check1 check ((kind in ('sign_in', 'access', 'recognition')) = (wave_id is null));
