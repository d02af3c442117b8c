-- How many people chose to be left alone, for the preview of a wave: counted once a day for the whole organisation and rounded down, so
-- that nobody can find out a single choice by looking again (rule A2).
create table choice_count (
    is_only boolean primary key default true check (is_only),
    as_of   date not null,
    step    int not null,                           -- what it is rounded down to multiples of
    people  int not null                            -- 0: fewer than one step
);
