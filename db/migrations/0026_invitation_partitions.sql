-- A table per wave of what its invitations ask about. Opening a wave for everybody spent a third of its time on looking up the keys of
-- these rows one by one; the keys of a table that is attached when it is full are checked all at once.
alter table reporting_group add unique (wave_id, relationship_id, id);

create temporary table asked on commit drop as
select invitation.wave_id, invitation_id, relationship_id, reporting_group_id, position
from invitation_relationship join invitation on invitation.id = invitation_id;

drop table invitation_relationship;
create table invitation_relationship (
    wave_id            bigint not null,
    invitation_id      uuid not null references invitation,
    relationship_id    bigint not null,
    reporting_group_id bigint not null,
    position           int not null,
    primary key (wave_id, invitation_id, relationship_id),
    -- A group of this wave and this relationship.
    foreign key (wave_id, relationship_id, reporting_group_id) references reporting_group (wave_id, relationship_id, id)
) partition by list (wave_id);

do $$
declare
    opened bigint;
begin
    for opened in select id from wave where pulse_id is not null and opened_at is not null union select wave_id from asked order by 1 loop
        execute format('create table invitation_relationship_w%s (like invitation_relationship)', opened);
        execute format('insert into invitation_relationship_w%1$s select * from asked where wave_id = %1$s order by invitation_id', opened);
        execute format('alter table invitation_relationship attach partition invitation_relationship_w%1$s for values in (%1$s)', opened);
    end loop;
end $$;
