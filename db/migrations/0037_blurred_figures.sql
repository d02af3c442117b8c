-- Figures are blurred and rounded before they are stored (Survey.Reports/Disclosure/README.md). Exact ones of older waves are put aside here;
-- "Survey.Api migrate" computes them anew right after this, and drops these tables.
alter table published_figure rename to exact_figure;
alter table exact_figure rename constraint published_figure_pkey to exact_figure_pkey;

-- One figure: the overall rating ('overall'), a breakdown point or another question of a cell, as everybody may see it.
create table published_figure (
    cell_id         bigint not null references publication_cell,
    item            text not null,
    kind            text not null check (kind in ('rating', 'recommendation', 'effort', 'time_lost', 'choice')),
    shown           text not null check (shown in ('yes', 'low', 'high', 'hidden')),
    n               int,                            -- answers to the nearest 5, 10 or two digits; 5: 5 to 9; null: hidden
    word            text check (word in ('low', 'middle', 'high')),  -- stands for the value under ten answers
    value           float8,                         -- mean; recommendation score for recommendation, median band for time_lost
    step            float8,                         -- from one value that could be shown to the next
    low             float8,                         -- 95 % interval, rounded outward
    high            float8,
    favourable      int,                            -- per cent of ratings 4-5
    favourable_low  int,
    favourable_high int,
    shares          int[],                          -- per cent by part of the scale; null: fewer than 15
    share_step      int,                            -- from one share that could be shown to the next
    does_not_apply  int,                            -- about how many said so; 0: fewer than 5; null: not told
    pooled          boolean not null default false, -- a roll-up whose relationships could not be weighted by customers
    primary key (cell_id, item),
    check (shown <> 'hidden' or (n is null and word is null and value is null and low is null and high is null
                                 and favourable is null and shares is null and does_not_apply is null))
);

-- Never shown: the answers behind a figure after the moves, for comparing waves and for planning the next one.
create table blurred_histogram (
    cell_id bigint not null references publication_cell,
    item    text not null,
    counts  float8[] not null,                      -- per value; the heaviest answer counts as one
    n       float8 not null,                        -- 1 / the largest weight of one answer
    size    float8 not null,                        -- effective sample size
    shown   int not null,                           -- the number that decides how finely the figure is shown
    people  int not null,                           -- answers, as shown
    primary key (cell_id, item)
);

-- Tells whether programs work with the key that the figures were blurred with. Says nothing about the key.
create table figure_key (
    is_only     boolean primary key default true check (is_only),
    fingerprint text not null
);

-- A part of a relationship's customers: how many were invited that its name stands for, and how many of them its figures are made of, because
-- small groups are reported with larger ones. Null: unknown (earlier waves).
alter table publication_cell add column people int, add column covered int;

-- How many were to be asked if nobody had chosen to be left alone: numbers that are shown follow from these, so that no choice shows in them.
-- Of a unit: its own people. Null: unknown (earlier waves, history).
alter table wave add column planned int;
alter table wave_relationship add column planned int;
alter table wave_unit add column planned int;

-- The unit that somebody was in when the wave opened; participation goes by it. Null: earlier waves.
alter table invitation add column unit_id bigint;

do $$
begin
    if not exists (select from exact_figure) then
        drop table exact_figure, sealed_histogram;
    end if;
end $$;
