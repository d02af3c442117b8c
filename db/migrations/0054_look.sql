-- The provider's lead, or HR, has looked at the results of a relationship in a wave and found nothing to do (rule E7). A case about the
-- wave is a look, too, and has no row here.
create table relationship_look (
    relationship_id bigint not null,
    wave_id bigint not null,
    looked_at timestamptz not null,
    -- Null: somebody who is no person here, or who was erased.
    person_id bigint references person,
    primary key (relationship_id, wave_id),
    foreign key (wave_id, relationship_id) references wave_relationship
);
alter table relationship_look alter column person_id set statistics 0;
