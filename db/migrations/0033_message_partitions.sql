-- The mails of a wave lie in a table of their own until the wave is sealed. Sealing drops it: who was reminded, how often a mail was tried and
-- when it left tell who had answered. What stays of the invitations lies with the sign-ins in message_kept.
create temporary table mail on commit drop as select * from message;
drop table message;

create table message (
    id               uuid not null,                 -- random; names the envelope sender and the Message-ID
    kind             text not null check (kind in ('invitation', 'reminder1', 'reminder2', 'sign_in')),
    wave_id          bigint,                        -- null: a sign-in
    unsealed_wave_id bigint,                        -- the wave, until it is sealed; the key of the partitions
    person_id        bigint,
    sign_in_id       uuid,
    address          text not null,
    language         text not null,
    state            text not null check (state in ('queued', 'sending', 'sent', 'deferred', 'failed', 'bounced', 'cancelled')),
    reason           text,                          -- why it was deferred, failed or bounced, in words
    status_code      text,                          -- the server's enhanced code, such as 5.1.1
    reason_code      text,                          -- one of MailReason.All; null: the code tells
    attempts         int not null default 0,
    unknown_outcomes int not null default 0,
    not_before       timestamptz not null,
    give_up_at       timestamptz not null,
    worker           int,                           -- the sender that holds the lease; its advisory lock ends with its session
    lease_until      timestamptz,
    queued_at        timestamptz not null,
    sent_at          timestamptz,                   -- null once the wave is sealed
    late_reports     int not null default 0,
    late_report      text,
    letter_version   bigint,
    constraint message_check check ((kind = 'sign_in') = (sign_in_id is not null)),
    constraint message_check1 check ((kind = 'sign_in') = (wave_id is null)),
    constraint message_unsealed_check check (unsealed_wave_id is null or wave_id is not null and unsealed_wave_id = wave_id)
) partition by list (unsealed_wave_id);
-- Each partition has a primary key of its own: one of all would have to contain the wave.
create index message_wave on message (wave_id);
-- In the order of sending: whoever wants to sign in is waiting for it.
create index message_due on message ((kind <> 'sign_in'), not_before, id) where state in ('queued', 'deferred', 'sending');

create table message_kept partition of message (
    primary key (id),
    constraint message_sign_in_id_fkey foreign key (sign_in_id) references sign_in
) for values in (null);
create index message_kept_sign_in on message_kept (sign_in_id) where sign_in_id is not null;

-- No mail about a wave goes to anybody but the person who is invited. A foreign key would lock the invitation, and the number of the
-- transaction that queued a reminder would stay in the invitation's row. Only a mail of somebody who was erased has neither person nor address.
create function require_invitation() returns trigger language plpgsql as $$
begin
    if not exists (select from invitation where wave_id = new.wave_id and person_id = new.person_id) then
        raise foreign_key_violation using
            message = 'a mail about a wave goes to a person who is invited to it', constraint = 'message_wave_id_person_id_fkey';
    end if;
    return new;
end
$$;
create trigger message_invited before insert on message
    for each row when (new.unsealed_wave_id is not null and (new.person_id is not null or new.address <> '')) execute function require_invitation();

-- How long after they were due half of a sealed wave's invitations had been sent, and all.
alter table wave add sent_half_seconds float8, add sent_all_seconds float8;

update wave set sent_half_seconds = lag.half, sent_all_seconds = lag.slowest
from (
    select wave_id, percentile_cont(0.5) within group (order by seconds) as half, max(seconds) as slowest
    from mail cross join lateral (select greatest(0, extract(epoch from sent_at - not_before))::float8 as seconds) as late
    where kind = 'invitation' and sent_at is not null
    group by wave_id
) as lag
where lag.wave_id = wave.id and wave.state = 'sealed';

-- Of the invitations of a sealed wave the rows tell who could not be reached; all others look the same, and those that were not sent are counted.
insert into message_count (wave_id, kind, state, count)
select wave_id, 'invitation', 'cancelled', count(*)
from mail join wave on wave.id = wave_id and wave.state = 'sealed'
where kind = 'invitation' and mail.state not in ('sent', 'failed', 'bounced')
group by wave_id;

insert into message_kept (id, kind, wave_id, person_id, address, language, state, reason, status_code, reason_code, not_before, give_up_at, queued_at, letter_version)
select mail.id, kind, wave_id, person_id, address, language, case when is_lost then mail.state else 'sent' end,
       case when is_lost then reason end, case when is_lost then status_code end, case when is_lost then reason_code end,
       queued_at, give_up_at, queued_at, letter_version
from mail
cross join lateral (select mail.state in ('failed', 'bounced') as is_lost) as known
join wave on wave.id = wave_id and wave.state = 'sealed'
where kind = 'invitation'
order by mail.id;

insert into message_kept (id, kind, person_id, sign_in_id, address, language, state, reason, status_code, reason_code, attempts, unknown_outcomes, not_before,
                          give_up_at, worker, lease_until, queued_at, sent_at, late_reports, late_report)
select id, kind, person_id, sign_in_id, address, language, state, reason, status_code, reason_code, attempts, unknown_outcomes, not_before,
       give_up_at, worker, lease_until, queued_at, sent_at, late_reports, late_report
from mail where kind = 'sign_in';

do $$
declare
    unsealed bigint;
begin
    for unsealed in select id from wave where state in ('open', 'closed') and pulse_id is not null order by id loop
        execute format('create table message_w%s partition of message for values in (%1$s)', unsealed);
        execute format('alter table message_w%s add primary key (id)', unsealed);
        -- One mail of a kind for each person.
        execute format('create unique index message_w%s_once on message_w%1$s (person_id, kind)', unsealed);
    end loop;
end $$;

insert into message (id, kind, wave_id, unsealed_wave_id, person_id, address, language, state, reason, status_code, reason_code, attempts, unknown_outcomes,
                     not_before, give_up_at, worker, lease_until, queued_at, sent_at, late_reports, late_report, letter_version)
select mail.id, kind, wave_id, wave_id, person_id, address, language, mail.state, reason, status_code, reason_code, attempts, unknown_outcomes,
       not_before, give_up_at, worker, lease_until, queued_at, sent_at, late_reports, late_report, letter_version
from mail join wave on wave.id = wave_id and wave.state in ('open', 'closed');
