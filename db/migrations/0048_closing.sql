-- Units that no longer exist and services that are no longer asked about: what was measured stays. Null: as before.
alter table unit add closed_on date;
alter table relationship add ended_on date;
