-- What a change is called, decided once when a wave is sealed (rule D3), so that page, file and e-mail say the same.
create table published_verdict (
    cell_id       bigint not null references publication_cell,
    item          text not null,
    against       text not null check (against in ('before', 'year_ago', 'target')),
    other_wave_id bigint references wave,           -- the earlier wave; null: the target
    verdict       text not null check (verdict in ('better', 'worse', 'no_change', 'too_few')),
    difference    float8,                           -- published value less the other one; null unless both are exact
    low           float8,                           -- 95 % interval of the difference; null where there is none
    high          float8,
    primary key (cell_id, item, against),
    check ((against = 'target') = (other_wave_id is null)),
    check (verdict <> 'too_few' or (difference is null and low is null and high is null))
);
