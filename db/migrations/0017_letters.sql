-- HR's own words in the letters of a pulse; null: the built-in text. Versions stay: a mail keeps the words that were the newest when
-- it was put on the queue, so that every attempt under its Message-ID says the same. Null there: the built-in text.
create table pulse_letter (
    id            bigint generated always as identity primary key,
    pulse_id      bigint not null references pulse,
    kind          text not null check (kind in ('invitation', 'reminder', 'last_day')),
    language      text not null,
    subject       text,
    introduction  text,
    saved_at      timestamptz not null,
    saved_by      text not null
);
create index pulse_letter_newest on pulse_letter (pulse_id, kind, language, id);

alter table message add column letter_version bigint;
