-- What may be seen. The cells are fixed when a wave opens, the figures are computed once when it is sealed.
-- Pages, files and the API read these tables, wave_relationship, wave_unit and comment, and nothing else.

create table publication_cell (
    id               bigint generated always as identity primary key,
    wave_id          bigint not null references wave,
    kind             text not null check (kind in ('relationship', 'relationship_unit', 'relationship_employment',
                                                   'provider', 'customer', 'pair', 'organisation')),
    relationship_id  bigint,                        -- of the first three kinds
    provider_unit_id bigint,                        -- of provider and pair
    customer_unit_id bigint,                        -- of relationship_unit, customer and pair
    employment       text,                          -- of relationship_employment
    minimum_group    int not null,
    unique nulls not distinct (wave_id, kind, relationship_id, provider_unit_id, customer_unit_id, employment)
);

-- One figure: the overall rating ('overall'), a breakdown point or another question of a cell. Rounded as it may be seen.
create table published_figure (
    cell_id         bigint not null references publication_cell,
    item            text not null,
    kind            text not null check (kind in ('rating', 'recommendation', 'effort', 'time_lost', 'choice')),
    shown           text not null check (shown in ('yes', 'low', 'high', 'hidden')),
    n               int,                            -- null: hidden, or a small group whose n reads as n_band
    n_band          text,
    value           float8,                         -- mean; recommendation score for recommendation, median band for time_lost
    low             float8,                         -- 95 % interval; null: small group, census or all answers equal
    high            float8,
    favourable      int,                            -- per cent of ratings 4-5
    favourable_low  int,
    favourable_high int,
    counts          int[],                          -- answers per value, in the item's order; null: fewer than 10
    does_not_apply  int,                            -- how many said so; null where that could reveal somebody
    census          boolean not null default false,
    pooled          boolean not null default false, -- a roll-up whose relationships could not be weighted by customers
    primary key (cell_id, item),
    check (shown <> 'hidden' or (n is null and n_band is null and value is null and low is null and high is null
                                 and favourable is null and counts is null and does_not_apply is null))
);

-- Participation of a cell.
create table published_participation (
    cell_id       bigint primary key references publication_cell,
    customers     int,                              -- null: unknown (history)
    asked         int,                              -- null: unknown (history)
    response_rate int,                              -- per cent; null: unknown, or a band
    response_band text check (response_band in ('under25', '25to50', '50to75', 'over75')),
    no_contact    int                               -- per cent of those who answered about the relationship
);

-- Never shown: the counts behind the figures of cells that are large enough, for planning the next wave.
create table sealed_histogram (
    cell_id bigint not null references publication_cell,
    item    text not null,
    counts  int[] not null,
    primary key (cell_id, item)
);

-- Participation of an open wave, renewed once a day; unit_id null: the whole wave.
create table wave_participation (
    wave_id bigint not null references wave,
    unit_id bigint references unit,
    band    text not null check (band in ('under25', '25to50', '50to75', 'over75')),
    as_of   date not null,
    unique nulls not distinct (wave_id, unit_id)
);
