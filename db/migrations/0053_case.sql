-- What a lead does about a published figure, until the next measurement tells (section E). "case" is a reserved word.
create table service_case (
    id               uuid primary key,
    relationship_id  bigint not null references relationship,
    breakdown_point  text,                           -- null: the overall rating
    wave_id          bigint not null references wave, -- the wave whose figure it answers
    change           text not null check (length(change) between 1 and 200),
    owner_id         bigint references person,       -- null: HR
    together_id      bigint references person,       -- null: HR
    due_on           date not null,
    expected         double precision check (expected between 1 and 5),
    state            text not null check (state in ('open', 'agreed', 'done', 'rechecked', 'withdrawn')),
    version          int not null default 1,         -- counts changes: of two people the second sees the first one's change
    opened_at        timestamptz not null,
    done_at          timestamptz,
    ended_at         timestamptz,
    recheck_wanted   boolean not null default false, -- the next wave of any pulse asks about the relationship
    recheck_wave_id  bigint references wave,
    recheck_verdict  text check (recheck_verdict in ('better', 'worse', 'no_change', 'too_few')),
    recheck_reason   text check (recheck_reason in ('hidden', 'asked_differently', 'few_answers')),
    check ((state = 'rechecked') = (recheck_wave_id is not null)),
    check ((recheck_wave_id is null) = (recheck_verdict is null)),
    check ((recheck_reason is not null) = (recheck_verdict is not distinct from 'too_few')),
    check ((state in ('rechecked', 'withdrawn')) = (ended_at is not null)),
    check (state not in ('done', 'rechecked') or done_at is not null)
);

create unique index service_case_open on service_case (relationship_id, breakdown_point) nulls not distinct
    where state in ('open', 'agreed', 'done');
create index service_case_relationship on service_case (relationship_id);
alter table service_case alter column owner_id set statistics 0;
alter table service_case alter column together_id set statistics 0;

-- Only grows. The last five columns: the case as it was after it was opened or changed; else null.
create table service_case_event (
    id          bigint generated always as identity primary key,
    case_id     uuid not null references service_case,
    kind        text not null
                check (kind in ('opened', 'agreed', 'written', 'changed', 'done', 'recheck_wanted', 'rechecked', 'withdrawn')),
    at          timestamptz not null,
    person_id   bigint references person,            -- null: HR, a person who was erased, or the sealing
    text        text check (length(text) between 1 and 1000),
    change      text,
    owner_id    bigint references person,
    together_id bigint references person,
    due_on      date,
    expected    double precision,
    check ((kind in ('written', 'withdrawn')) = (text is not null)),
    check ((kind in ('opened', 'changed')) = (change is not null))
);

create index service_case_event_case on service_case_event (case_id);
alter table service_case_event alter column person_id set statistics 0;
alter table service_case_event alter column owner_id set statistics 0;
alter table service_case_event alter column together_id set statistics 0;

-- Erasing a person may empty the columns that name the person.
create function keep_case_history() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE'
       and to_jsonb(new) - array['person_id', 'owner_id', 'together_id'] = to_jsonb(old) - array['person_id', 'owner_id', 'together_id']
       and coalesce(new.person_id = old.person_id, new.person_id is null)
       and coalesce(new.owner_id = old.owner_id, new.owner_id is null)
       and coalesce(new.together_id = old.together_id, new.together_id is null) then
        return new;
    end if;
    raise exception 'The history of a case only grows.';
end
$$;

create trigger keep_case_history before update or delete on service_case_event for each row execute function keep_case_history();
create trigger keep_whole_case_history before truncate on service_case_event for each statement execute function keep_case_history();

-- The person who leads the unit on that day: the chosen one while that person does, else the unit's lead. Null: nobody.
create function case_lead(unit bigint, chosen bigint, today date) returns bigint language sql stable as $$
    select person.id
    from viewer_role(today) as given
    join person on lower(person.email) = given.email and coalesce(person.active_from, today) <= today
    join unit as led on led.id = given.unit_id
    where given.role = 'lead' and given.unit_id = case_lead.unit
    order by (person.id = chosen) desc nulls last, (lower(led.lead_email) = given.email) desc nulls last, person.id
    limit 1
$$;

-- What the planner asks depends on it.
create trigger planning_change after insert or update or delete on service_case
    for each statement execute function note_planning_change();
