-- Restores from a backup that were reported: of the time between the two instants this database knows nothing.
create table restoration (
    backup_at   timestamptz primary key,
    reported_at timestamptz not null
);

-- Since when no mail of the wave goes out, because nobody knows which were sent in the lost time; null: they go out.
alter table wave add column mails_held_since timestamptz;

-- Reminders that were due before are not sent any more: they may have been, in the lost time. Null: there was none.
alter table wave add column no_reminders_before timestamptz;
