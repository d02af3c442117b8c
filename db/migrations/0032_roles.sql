-- Who may look at what on a day, in one place: every page, file and address of the API asks this function. Whoever has left has no role.
drop view viewer_role;
create function viewer_role(today date) returns table (email text, role text, unit_id bigint) language sql stable as $$
    select given.email, given.role, given.unit_id
    from (select lower(role_grant.email) as email, role_grant.role, role_grant.unit_id from role_grant
          union
          select lower(lead_email), 'lead', id from unit where lead_email is not null) as given
    where not exists (select from person where lower(person.email) = given.email and person.active_to < today)
$$;
