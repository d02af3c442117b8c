-- Such as 18:00, on the last day or the next send day; null: the time of day of the opening.
alter table pulse add column close_time text check (close_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$');
