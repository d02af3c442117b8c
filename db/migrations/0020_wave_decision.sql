-- What HR decides about a wave before it opens, often before the wave is planned: then planning obeys. Once a wave is planned its own
-- row says when it opens and whether it may.
create table wave_decision (
    pulse_id     bigint not null references pulse,
    period       date not null,
    approved_at  timestamptz,                       -- null: not, or not any more
    cancelled_at timestamptz,                       -- null: not; it stays so
    opens_at     timestamptz,                       -- postponed to; null: as the pulse has it
    closes_at    timestamptz,
    primary key (pulse_id, period),
    check ((opens_at is null) = (closes_at is null))
);

alter table wave add approved_at timestamptz;       -- null: not; only where the pulse needs it
