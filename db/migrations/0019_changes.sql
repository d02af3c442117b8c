-- Beside what the change of a mean is called: the change of the share of ratings 4-5 (Newcombe), where both shares are published.
alter table published_verdict
    add column share_verdict    text check (share_verdict in ('better', 'worse', 'no_change')),
    add column share_difference integer,            -- percentage points, published share less the other one
    add column share_low        integer,            -- 95 % interval of the difference; null where there is none
    add column share_high       integer,
    add check (share_verdict is not null or (share_difference is null and share_low is null and share_high is null)),
    add check (share_verdict is null or against <> 'target');

-- How far the overall ratings of two relationships differ that serve each other in one wave. Only where both are exact.
create table published_gap (
    cell_id       bigint not null references publication_cell,
    other_cell_id bigint not null references publication_cell,
    clear         boolean not null,
    difference    float8 not null,                  -- the cell's published mean less the other's
    low           float8,                           -- 95 % interval of the difference; null where there is none
    high          float8,
    primary key (cell_id, other_cell_id)
);
create index published_gap_other on published_gap (other_cell_id);

-- Where a rating has been going over the last waves up to this one, by least squares. Only waves in which it is exact take part.
create table published_slope (
    cell_id   bigint not null references publication_cell,
    item      text not null,
    waves     integer not null check (waves >= 4),
    direction text not null check (direction in ('up', 'down', 'none')),
    per_year  float8 not null,                      -- points of the scale
    low       float8 not null,                      -- 95 % interval
    high      float8 not null,
    primary key (cell_id, item)
);
