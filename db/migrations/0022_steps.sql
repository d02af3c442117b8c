-- How the steps of a service go together, from whole responses, computed once when a wave is sealed (rules D4 and D5).
create table published_step (
    cell_id         bigint not null references publication_cell,
    item            text not null,                  -- code of the breakdown point
    importance      int,                            -- per cent of the overall rating's variance; null: too few rated everything
    importance_low  int,                            -- 95 % interval, by bootstrap
    importance_high int,
    reached         int,                            -- per cent still satisfied after this step; null: too few
    primary key (cell_id, item),
    check ((importance is null) = (importance_low is null) and (importance is null) = (importance_high is null))
);
