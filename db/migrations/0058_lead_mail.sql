-- Mails to leads and HR about results and cases (rule E4). They depend on published figures and cases only.
create table lead_mail (
    id        uuid primary key,                    -- that of the message
    kind      text not null check (kind in ('results', 'cases')),
    person_id bigint not null references person,
    wave_id   bigint not null references wave,     -- cases: of the most urgent one. Its pulse's hours and days hold
    queued_on date not null
);
create unique index lead_mail_results on lead_mail (wave_id, person_id) where kind = 'results';
create index lead_mail_person on lead_mail (person_id);
alter table lead_mail alter column person_id set statistics 0;

-- Whose mails about the results of a wave were queued: once, also if people get or lose a role later.
create table results_told (
    wave_id  bigint not null references wave,
    audience text not null check (audience in ('hr', 'leads')),
    primary key (wave_id, audience)
);
-- Waves of the time before these mails existed are old news.
insert into results_told (wave_id, audience)
select wave.id, audience from wave cross join (values ('hr'), ('leads')) as told (audience) where wave.state = 'sealed';

-- What a person was reminded of, once for each day that it was due. Without a case: a missed promise that nobody took up.
create table case_reminder (
    mail_id         uuid not null references lead_mail,
    person_id       bigint not null references person,
    kind            text not null check (kind in ('not_taken_up', 'week_before', 'days_before', 'overdue')),
    case_id         uuid references service_case,
    wave_id         bigint not null references wave,
    relationship_id bigint not null references relationship,
    item            text not null,
    due_on          date not null,
    unique nulls not distinct (person_id, kind, case_id, wave_id, relationship_id, item, due_on),
    check ((kind = 'not_taken_up') = (case_id is null))
);
create index case_reminder_mail on case_reminder (mail_id);
alter table case_reminder alter column person_id set statistics 0;

-- No row: at once.
create table case_mail_choice (
    person_id bigint primary key references person,
    choice    text not null check (choice in ('at_once', 'weekly', 'none'))
);
alter table case_mail_choice alter column person_id set statistics 0;

-- Who is to be reminded of what on that day. A reminder lapses when the next one of the same case begins, and after two weeks.
create function due_case_reminder(today date)
returns table (person_id bigint, kind text, case_id uuid, wave_id bigint, relationship_id bigint, item text, due_on date)
language sql stable as $$
    with hr as (
        select person.id
        from viewer_role(today) as given
        join person on lower(person.email) = given.email and coalesce(person.active_from, today) <= today
        where given.role = 'hr'
    ), going as (
        select service_case.*, stage.kind,
               case when owner_id is not null then case_lead(relationship.provider_unit_id, owner_id, today) end as owner
        from service_case
        join relationship on relationship.id = service_case.relationship_id
        join (values ('week_before', -7, -4), ('days_before', -3, 2), ('overdue', 3, 16)) as stage (kind, first, last)
          on today between service_case.due_on + stage.first and service_case.due_on + stage.last
         and (service_case.opened_at at time zone 'UTC')::date <= service_case.due_on + stage.first
        where service_case.state in ('open', 'agreed')
    ), measured as (
        select distinct on (asked.relationship_id) asked.relationship_id, asked.wave_id, wave.pulse_id,
               (wave.sealed_at at time zone 'UTC')::date + 7 as due_on,
               case when (asked.provider_unit_id, asked.customer_unit_id) = (relationship.provider_unit_id, relationship.customer_unit_id)
                    then case_lead(relationship.provider_unit_id, null, today) end as owner
        from wave_relationship asked
        join relationship on relationship.id = asked.relationship_id and relationship.ended_on is null
        join wave on wave.id = asked.wave_id and wave.state = 'sealed'
        where asked.not_asked is null
        order by asked.relationship_id, wave.closed_at desc, wave.id desc
    ), missed as (
        select measured.*, figure.item
        from measured
        join publication_cell cell
          on cell.wave_id = measured.wave_id and cell.relationship_id = measured.relationship_id and cell.kind = 'relationship'
        join published_figure figure on figure.cell_id = cell.id and figure.shown <> 'hidden'
        join published_verdict verdict
          on verdict.cell_id = cell.id and verdict.item = figure.item and verdict.against = 'target' and verdict.verdict = 'worse'
        where measured.pulse_id is not null and today between measured.due_on and measured.due_on + 13
          and not exists (
              select from service_case
              where service_case.relationship_id = measured.relationship_id and coalesce(breakdown_point, 'overall') = figure.item
                and (service_case.wave_id = measured.wave_id or state in ('open', 'agreed', 'done')))
    )
    select owner, kind, id, wave_id, relationship_id, coalesce(breakdown_point, 'overall'), due_on from going where owner is not null
    union
    select hr.id, kind, going.id, wave_id, relationship_id, coalesce(breakdown_point, 'overall'), due_on
    from going, hr where owner is null or kind = 'overdue'
    union
    select owner, 'not_taken_up', null, wave_id, relationship_id, item, due_on from missed where owner is not null
    union
    select hr.id, 'not_taken_up', null, wave_id, relationship_id, item, due_on from missed, hr where owner is null
$$;

alter table message drop constraint message_kind_check;
alter table message add constraint message_kind_check
    check (kind in ('invitation', 'reminder1', 'reminder2', 'sign_in', 'access', 'recognition', 'results', 'cases'));
alter table message drop constraint message_check1;
alter table message add constraint message_check1 check ((kind in ('invitation', 'reminder1', 'reminder2')) = (wave_id is not null));
