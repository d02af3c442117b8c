-- What HR sets for the whole organisation (rule G1). At most one row; a member that is missing has its default.
create table organisation_settings (
    is_only boolean primary key default true check (is_only),
    content jsonb not null
);
