-- Why no mail leaves, for as long as that lasts: the newest word of all schedulers, for those who run the programme to read.
create table sending_stop (
    is_only        boolean primary key default true check (is_only),
    since          timestamptz not null,
    tried_at       timestamptz not null,            -- the last time that a scheduler found the way out closed
    reason         text not null,                   -- in the words of the program and the mail server, without anybody's address
    needs_somebody boolean not null                 -- it will not pass by itself
);
