-- What HR says about a relationship before the planner decides whom a wave asks (rules C2, C3).
create table relationship_priority (
    relationship_id bigint primary key references relationship,
    pinned_until    date,                  -- the last day on which it is asked before others; null: not pinned
    asked_anyway_at timestamptz            -- waves opened before do not count as waves with too few answers; null: never
);

create trigger planning_change after insert or update or delete on relationship_priority
    for each statement execute function note_planning_change();
