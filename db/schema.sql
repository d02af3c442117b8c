-- The schema as the migrations leave it, without the partitions of single waves and without Quartz's tables.
-- Generated: run the tests with SURVEY_WRITE_SCHEMA=1 to renew it.

create table access_mail (
    id               uuid not null,
    role             text not null,
    unit_id          bigint,
    given_by         text not null,
    queued_at        timestamp with time zone not null,
    PRIMARY KEY (id),
    FOREIGN KEY (unit_id) REFERENCES unit(id)
);

create table announcement (
    id               bigint not null generated always as identity,
    relationship_id  bigint not null,
    state            text not null,
    texts            jsonb not null,
    fallback_language text not null,
    wave_id          bigint,
    changed_by       text not null,
    changed_at       timestamp with time zone not null,
    PRIMARY KEY (id),
    FOREIGN KEY (relationship_id) REFERENCES relationship(id),
    FOREIGN KEY (wave_id) REFERENCES wave(id),
    CHECK (((wave_id IS NULL) OR (state = 'released'::text))),
    CHECK ((texts ? fallback_language)),
    CHECK ((state = ANY (ARRAY['draft'::text, 'released'::text, 'taken_back'::text])))
);
CREATE UNIQUE INDEX announcement_carried ON announcement USING btree (wave_id, relationship_id) WHERE (wave_id IS NOT NULL);
CREATE UNIQUE INDEX announcement_coming ON announcement USING btree (relationship_id) WHERE (wave_id IS NULL);

create table answered (
    wave_id          bigint not null,
    invitation_id    uuid not null,
    receipt          uuid not null default gen_random_uuid(),
    owed             boolean not null default false,
    PRIMARY KEY (wave_id, invitation_id)
) partition by LIST (wave_id);

create table audit_log (
    id               bigint not null generated always as identity,
    at               timestamp with time zone not null,
    actor            text not null,
    action           text not null,
    subject          text not null,
    PRIMARY KEY (id)
);

create table blurred_histogram (
    cell_id          bigint not null,
    item             text not null,
    counts           double precision[] not null,
    n                double precision not null,
    size             double precision not null,
    shown            integer not null,
    people           integer not null,
    PRIMARY KEY (cell_id, item),
    FOREIGN KEY (cell_id) REFERENCES publication_cell(id)
);

create table case_mail_choice (
    person_id        bigint not null,
    choice           text not null,
    PRIMARY KEY (person_id),
    FOREIGN KEY (person_id) REFERENCES person(id),
    CHECK ((choice = ANY (ARRAY['at_once'::text, 'weekly'::text, 'none'::text])))
);

create table case_reminder (
    mail_id          uuid not null,
    person_id        bigint not null,
    kind             text not null,
    case_id          uuid,
    wave_id          bigint not null,
    relationship_id  bigint not null,
    item             text not null,
    due_on           date not null,
    UNIQUE NULLS NOT DISTINCT (person_id, kind, case_id, wave_id, relationship_id, item, due_on),
    FOREIGN KEY (case_id) REFERENCES service_case(id),
    FOREIGN KEY (mail_id) REFERENCES lead_mail(id),
    FOREIGN KEY (person_id) REFERENCES person(id),
    FOREIGN KEY (relationship_id) REFERENCES relationship(id),
    FOREIGN KEY (wave_id) REFERENCES wave(id),
    CHECK (((kind = ANY (ARRAY['not_taken_up'::text, 'not_looked'::text])) = (case_id IS NULL))),
    CHECK ((kind = ANY (ARRAY['not_taken_up'::text, 'week_before'::text, 'days_before'::text, 'overdue'::text, 'not_looked'::text])))
);
CREATE INDEX case_reminder_mail ON case_reminder USING btree (mail_id);

create table choice_count (
    is_only          boolean not null default true,
    as_of            date not null,
    step             integer not null,
    people           integer not null,
    PRIMARY KEY (is_only),
    CHECK (is_only)
);

create table comment (
    id               uuid not null,
    wave_id          bigint not null,
    relationship_id  bigint not null,
    question         text not null,
    language         text not null,
    text             text,
    signed_name      text,
    shown_here       boolean not null default false,
    shown_unit_id    bigint,
    PRIMARY KEY (wave_id, id)
) partition by LIST (wave_id);

create table complaint_count (
    day              date not null,
    count            integer not null,
    PRIMARY KEY (day),
    CHECK ((count > 0))
);

create table data_protection_key (
    name             text not null,
    xml              text not null,
    PRIMARY KEY (name)
);

create table declined (
    wave_id          bigint not null,
    invitation_id    uuid not null,
    PRIMARY KEY (wave_id, invitation_id)
) partition by LIST (wave_id);

create table failing_work (
    step             text not null,
    subject          text not null,
    since            timestamp with time zone not null,
    failed_at        timestamp with time zone not null,
    PRIMARY KEY (step, subject)
);

create table figure_key (
    is_only          boolean not null default true,
    fingerprint      text not null,
    PRIMARY KEY (is_only),
    CHECK (is_only)
);

create table holiday (
    country          text not null,
    day              date not null,
    name             text not null,
    PRIMARY KEY (country, day),
    CHECK ((country ~ '^[A-Z]{2}$'::text))
);

create table invitation (
    id               uuid not null,
    wave_id          bigint not null,
    person_id        bigint,
    language         text not null,
    invited_at       timestamp with time zone not null,
    unit_id          bigint,
    UNIQUE (wave_id, person_id),
    PRIMARY KEY (id, wave_id),
    FOREIGN KEY (person_id) REFERENCES person(id)
);
CREATE INDEX invitation_person ON invitation USING btree (person_id, invited_at);

create table invitation_relationship (
    wave_id          bigint not null,
    invitation_id    uuid not null,
    relationship_id  bigint not null,
    reporting_group_id bigint not null,
    position         integer not null,
    PRIMARY KEY (wave_id, invitation_id, relationship_id),
    FOREIGN KEY (invitation_id, wave_id) REFERENCES invitation(id, wave_id),
    FOREIGN KEY (wave_id, relationship_id, reporting_group_id) REFERENCES reporting_group(wave_id, relationship_id, id)
) partition by LIST (wave_id);

create table journey (
    id               bigint not null generated always as identity,
    code             text not null,
    PRIMARY KEY (id),
    CHECK ((code ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$'::text))
);
CREATE UNIQUE INDEX journey_code ON journey USING btree (lower(code));

create table lead_mail (
    id               uuid not null,
    kind             text not null,
    person_id        bigint not null,
    wave_id          bigint not null,
    queued_on        date not null,
    PRIMARY KEY (id),
    FOREIGN KEY (person_id) REFERENCES person(id),
    FOREIGN KEY (wave_id) REFERENCES wave(id),
    CHECK ((kind = ANY (ARRAY['results'::text, 'cases'::text])))
);
CREATE INDEX lead_mail_person ON lead_mail USING btree (person_id);
CREATE UNIQUE INDEX lead_mail_results ON lead_mail USING btree (wave_id, person_id) WHERE (kind = 'results'::text);

create table message (
    id               uuid not null,
    kind             text not null,
    wave_id          bigint,
    unsealed_wave_id bigint,
    person_id        bigint,
    sign_in_id       uuid,
    address          text not null,
    language         text not null,
    state            text not null,
    reason           text,
    status_code      text,
    reason_code      text,
    attempts         integer not null default 0,
    unknown_outcomes integer not null default 0,
    not_before       timestamp with time zone not null,
    give_up_at       timestamp with time zone not null,
    worker           integer,
    lease_until      timestamp with time zone,
    queued_at        timestamp with time zone not null,
    sent_at          timestamp with time zone,
    late_reports     integer not null default 0,
    late_report      text,
    letter_version   bigint,
    recognition_id   uuid,
    CHECK (((kind = 'sign_in'::text) = (sign_in_id IS NOT NULL))),
    CHECK (((kind = ANY (ARRAY['invitation'::text, 'reminder1'::text, 'reminder2'::text])) = (wave_id IS NOT NULL))),
    CHECK ((kind = ANY (ARRAY['invitation'::text, 'reminder1'::text, 'reminder2'::text, 'sign_in'::text, 'access'::text, 'recognition'::text, 'results'::text, 'cases'::text]))),
    CHECK (((kind = 'recognition'::text) = (recognition_id IS NOT NULL))),
    CHECK ((state = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'deferred'::text, 'failed'::text, 'bounced'::text, 'cancelled'::text]))),
    CHECK (((unsealed_wave_id IS NULL) OR ((wave_id IS NOT NULL) AND (unsealed_wave_id = wave_id))))
) partition by LIST (unsealed_wave_id);
CREATE INDEX message_due ON message USING btree (((kind <> 'sign_in'::text)), not_before, id) WHERE (state = ANY (ARRAY['queued'::text, 'deferred'::text, 'sending'::text]));
CREATE INDEX message_failed ON message USING btree (queued_at) WHERE ((kind = 'invitation'::text) AND (state = 'failed'::text));
CREATE INDEX message_uncertain ON message USING btree (kind) WHERE ((unknown_outcomes > 0) OR (late_reports > 0));
CREATE INDEX message_wave ON message USING btree (wave_id);

create table message_count (
    wave_id          bigint not null,
    kind             text not null,
    state            text not null,
    count            integer not null,
    PRIMARY KEY (wave_id, kind, state),
    FOREIGN KEY (wave_id) REFERENCES wave(id)
);

create table note (
    id               uuid not null,
    wave_id          bigint not null,
    relationship_id  bigint not null,
    kind             text not null,
    name             text,
    text             text not null,
    PRIMARY KEY (wave_id, id),
    CHECK ((kind = ANY (ARRAY['contact'::text, 'thanks'::text])))
) partition by LIST (wave_id);

create table opt_out (
    person_id        bigint not null,
    until            date,
    PRIMARY KEY (person_id),
    FOREIGN KEY (person_id) REFERENCES person(id)
);

create table organisation_settings (
    is_only          boolean not null default true,
    content          jsonb not null,
    PRIMARY KEY (is_only),
    CHECK (is_only)
);

create table person (
    id               bigint not null generated always as identity,
    email            text,
    name             text not null,
    unit_id          bigint not null,
    language         text not null,
    time_zone        text not null,
    employment       text not null,
    active_from      date,
    active_to        date,
    hard_bounces     integer not null default 0,
    unreachable_since timestamp with time zone,
    external_id      text,
    PRIMARY KEY (id),
    FOREIGN KEY (unit_id) REFERENCES unit(id),
    CHECK ((employment = ANY (ARRAY['permanent'::text, 'temporary'::text, 'contractor'::text, 'partner'::text]))),
    CHECK (((length(external_id) >= 1) AND (length(external_id) <= 60))),
    CHECK (((email IS NOT NULL) OR (external_id IS NOT NULL)))
);
CREATE UNIQUE INDEX person_email ON person USING btree (lower(email));
CREATE UNIQUE INDEX person_external_id ON person USING btree (lower(external_id));
CREATE INDEX person_unit ON person USING btree (unit_id);

create table planning_change (
    at               timestamp with time zone not null default now()
);

create table publication_cell (
    id               bigint not null generated always as identity,
    wave_id          bigint not null,
    kind             text not null,
    relationship_id  bigint,
    provider_unit_id bigint,
    customer_unit_id bigint,
    employment       text,
    minimum_group    integer not null,
    people           integer,
    covered          integer,
    UNIQUE NULLS NOT DISTINCT (wave_id, kind, relationship_id, provider_unit_id, customer_unit_id, employment),
    PRIMARY KEY (id),
    FOREIGN KEY (wave_id) REFERENCES wave(id),
    CHECK ((kind = ANY (ARRAY['relationship'::text, 'relationship_unit'::text, 'relationship_employment'::text, 'provider'::text, 'customer'::text, 'pair'::text, 'organisation'::text])))
);

create table published_figure (
    cell_id          bigint not null,
    item             text not null,
    kind             text not null,
    shown            text not null,
    n                integer,
    word             text,
    value            double precision,
    step             double precision,
    low              double precision,
    high             double precision,
    favourable       integer,
    favourable_low   integer,
    favourable_high  integer,
    shares           integer[],
    share_step       integer,
    does_not_apply   integer,
    pooled           boolean not null default false,
    PRIMARY KEY (cell_id, item),
    FOREIGN KEY (cell_id) REFERENCES publication_cell(id),
    CHECK (((shown <> 'hidden'::text) OR ((n IS NULL) AND (word IS NULL) AND (value IS NULL) AND (low IS NULL) AND (high IS NULL) AND (favourable IS NULL) AND (shares IS NULL) AND (does_not_apply IS NULL)))),
    CHECK ((kind = ANY (ARRAY['rating'::text, 'recommendation'::text, 'effort'::text, 'time_lost'::text, 'choice'::text]))),
    CHECK ((shown = ANY (ARRAY['yes'::text, 'low'::text, 'high'::text, 'hidden'::text]))),
    CHECK ((word = ANY (ARRAY['low'::text, 'middle'::text, 'high'::text])))
);

create table published_gap (
    cell_id          bigint not null,
    other_cell_id    bigint not null,
    clear            boolean not null,
    difference       double precision not null,
    low              double precision,
    high             double precision,
    PRIMARY KEY (cell_id, other_cell_id),
    FOREIGN KEY (cell_id) REFERENCES publication_cell(id),
    FOREIGN KEY (other_cell_id) REFERENCES publication_cell(id)
);
CREATE INDEX published_gap_other ON published_gap USING btree (other_cell_id);

create table published_participation (
    cell_id          bigint not null,
    customers        integer,
    asked            integer,
    response_rate    integer,
    response_band    text,
    no_contact       integer,
    PRIMARY KEY (cell_id),
    FOREIGN KEY (cell_id) REFERENCES publication_cell(id),
    CHECK ((response_band = ANY (ARRAY['under25'::text, '25to50'::text, '50to75'::text, 'over75'::text, 'under50'::text, '25to75'::text, 'over25'::text, 'over50'::text])))
);

create table published_slope (
    cell_id          bigint not null,
    item             text not null,
    waves            integer not null,
    direction        text not null,
    per_year         double precision not null,
    low              double precision not null,
    high             double precision not null,
    PRIMARY KEY (cell_id, item),
    FOREIGN KEY (cell_id) REFERENCES publication_cell(id),
    CHECK ((direction = ANY (ARRAY['up'::text, 'down'::text, 'none'::text]))),
    CHECK ((waves >= 4))
);

create table published_step (
    cell_id          bigint not null,
    item             text not null,
    importance       integer,
    importance_low   integer,
    importance_high  integer,
    reached          integer,
    PRIMARY KEY (cell_id, item),
    FOREIGN KEY (cell_id) REFERENCES publication_cell(id),
    CHECK ((((importance IS NULL) = (importance_low IS NULL)) AND ((importance IS NULL) = (importance_high IS NULL))))
);

create table published_verdict (
    cell_id          bigint not null,
    item             text not null,
    against          text not null,
    other_wave_id    bigint,
    verdict          text not null,
    difference       double precision,
    low              double precision,
    high             double precision,
    share_verdict    text,
    share_difference integer,
    share_low        integer,
    share_high       integer,
    PRIMARY KEY (cell_id, item, against),
    FOREIGN KEY (cell_id) REFERENCES publication_cell(id),
    FOREIGN KEY (other_wave_id) REFERENCES wave(id),
    CHECK ((against = ANY (ARRAY['before'::text, 'year_ago'::text, 'target'::text]))),
    CHECK (((against = 'target'::text) = (other_wave_id IS NULL))),
    CHECK (((verdict <> 'too_few'::text) OR ((difference IS NULL) AND (low IS NULL) AND (high IS NULL)))),
    CHECK (((share_verdict IS NOT NULL) OR ((share_difference IS NULL) AND (share_low IS NULL) AND (share_high IS NULL)))),
    CHECK (((share_verdict IS NULL) OR (against <> 'target'::text))),
    CHECK ((share_verdict = ANY (ARRAY['better'::text, 'worse'::text, 'no_change'::text]))),
    CHECK ((verdict = ANY (ARRAY['better'::text, 'worse'::text, 'no_change'::text, 'too_few'::text])))
);

create table pulse (
    id               bigint not null generated always as identity,
    code             text not null,
    names            jsonb not null,
    relationships    text[] not null,
    cron             text not null,
    time_zone        text not null,
    first_date       date not null,
    end_date         date,
    open_days        integer not null,
    remind_after_days integer[] not null default '{}'::integer[],
    precision        double precision not null default 0.30,
    quiet_days       integer not null default 14,
    max_relationships integer not null default 3,
    minimum_group    integer not null default 5,
    minimum_comments integer not null default 10,
    minimum_group_reason text,
    approval         text not null default 'automatic'::text,
    send_hours       text,
    send_days        integer[],
    paused           boolean not null default false,
    close_time       text,
    PRIMARY KEY (id),
    CHECK ((approval = ANY (ARRAY['automatic'::text, 'required'::text]))),
    CHECK (((minimum_group >= 5) OR (minimum_group_reason IS NOT NULL))),
    CHECK ((close_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text)),
    CHECK ((code ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,28}$'::text)),
    CHECK ((minimum_comments >= 5)),
    CHECK ((minimum_group >= 3)),
    CHECK (((open_days >= 1) AND (open_days <= 90)))
);
CREATE UNIQUE INDEX pulse_code ON pulse USING btree (lower(code));

create table pulse_letter (
    id               bigint not null generated always as identity,
    pulse_id         bigint not null,
    kind             text not null,
    language         text not null,
    subject          text,
    introduction     text,
    saved_at         timestamp with time zone not null,
    saved_by         text not null,
    PRIMARY KEY (id),
    FOREIGN KEY (pulse_id) REFERENCES pulse(id),
    CHECK ((kind = ANY (ARRAY['invitation'::text, 'reminder'::text, 'last_day'::text])))
);
CREATE INDEX pulse_letter_newest ON pulse_letter USING btree (pulse_id, kind, language, id);

create table questionnaire (
    id               bigint not null generated always as identity,
    journey_id       bigint not null,
    version          integer not null,
    document         jsonb not null,
    digest           text not null,
    created_at       timestamp with time zone not null,
    UNIQUE (journey_id, version),
    PRIMARY KEY (id),
    FOREIGN KEY (journey_id) REFERENCES journey(id),
    CHECK ((version > 0))
);

create table recognition (
    id               uuid not null,
    wave_id          bigint not null,
    relationship_id  bigint not null,
    item             text,
    passed_on_by     text not null,
    passed_on_at     timestamp with time zone not null,
    PRIMARY KEY (id),
    FOREIGN KEY (wave_id, relationship_id) REFERENCES wave_relationship(wave_id, relationship_id)
);
CREATE UNIQUE INDEX recognition_item ON recognition USING btree (wave_id, relationship_id, item);

create table recognition_thanks (
    note_id          uuid not null,
    recognition_id   uuid not null,
    PRIMARY KEY (note_id),
    FOREIGN KEY (recognition_id) REFERENCES recognition(id)
);
CREATE INDEX recognition_thanks_recognition ON recognition_thanks USING btree (recognition_id);

create table relationship (
    id               bigint not null generated always as identity,
    code             text not null,
    provider_unit_id bigint not null,
    customer_unit_id bigint not null,
    kind             text not null,
    journey_id       bigint not null,
    owner_email      text,
    ended_on         date,
    PRIMARY KEY (id),
    FOREIGN KEY (customer_unit_id) REFERENCES unit(id),
    FOREIGN KEY (journey_id) REFERENCES journey(id),
    FOREIGN KEY (provider_unit_id) REFERENCES unit(id),
    CHECK (((kind <> 'within_team'::text) OR (provider_unit_id = customer_unit_id))),
    CHECK ((code ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$'::text)),
    CHECK ((kind = ANY (ARRAY['team_to_team'::text, 'department_to_employee'::text, 'within_team'::text, 'partner'::text])))
);
CREATE UNIQUE INDEX relationship_code ON relationship USING btree (lower(code));
CREATE INDEX relationship_customer ON relationship USING btree (customer_unit_id);
CREATE INDEX relationship_provider ON relationship USING btree (provider_unit_id);

create table relationship_look (
    relationship_id  bigint not null,
    wave_id          bigint not null,
    looked_at        timestamp with time zone not null,
    person_id        bigint,
    PRIMARY KEY (relationship_id, wave_id),
    FOREIGN KEY (person_id) REFERENCES person(id),
    FOREIGN KEY (wave_id, relationship_id) REFERENCES wave_relationship(wave_id, relationship_id)
);

create table relationship_pause (
    person_id        bigint not null,
    relationship_id  bigint not null,
    until            date not null,
    PRIMARY KEY (person_id, relationship_id),
    FOREIGN KEY (person_id) REFERENCES person(id),
    FOREIGN KEY (relationship_id) REFERENCES relationship(id)
);

create table relationship_priority (
    relationship_id  bigint not null,
    pinned_until     date,
    asked_anyway_at  timestamp with time zone,
    PRIMARY KEY (relationship_id),
    FOREIGN KEY (relationship_id) REFERENCES relationship(id)
);

create table reporting_group (
    id               bigint not null generated always as identity,
    wave_id          bigint not null,
    relationship_id  bigint not null,
    customer_unit_id bigint not null,
    employment       text,
    invited          integer,
    answered         integer,
    customers        integer,
    UNIQUE NULLS NOT DISTINCT (wave_id, relationship_id, customer_unit_id, employment),
    UNIQUE (wave_id, relationship_id, id),
    PRIMARY KEY (id),
    FOREIGN KEY (wave_id, relationship_id) REFERENCES wave_relationship(wave_id, relationship_id),
    CHECK ((employment = ANY (ARRAY['permanent'::text, 'temporary'::text, 'contractor'::text, 'partner'::text])))
);

create table response (
    id               uuid not null,
    wave_id          bigint not null,
    relationship_id  bigint not null,
    reporting_group_id bigint not null,
    contact          boolean not null,
    answers          integer[] not null,
    time_lost        smallint,
    PRIMARY KEY (wave_id, id),
    CHECK (((time_lost >= 0) AND (time_lost <= 4)))
) partition by LIST (wave_id);

create table restoration (
    backup_at        timestamp with time zone not null,
    reported_at      timestamp with time zone not null,
    PRIMARY KEY (backup_at)
);

create table result_change (
    at               timestamp with time zone not null default now()
);

create table results_told (
    wave_id          bigint not null,
    audience         text not null,
    PRIMARY KEY (wave_id, audience),
    FOREIGN KEY (wave_id) REFERENCES wave(id),
    CHECK ((audience = ANY (ARRAY['hr'::text, 'leads'::text])))
);

create table rewrite_due (
    name             text not null,
    since            timestamp with time zone not null,
    PRIMARY KEY (name)
);

create table role_grant (
    email            text not null,
    role             text not null,
    unit_id          bigint,
    granted_at       timestamp with time zone not null,
    UNIQUE NULLS NOT DISTINCT (email, role, unit_id),
    FOREIGN KEY (unit_id) REFERENCES unit(id),
    CHECK (((role = 'lead'::text) = (unit_id IS NOT NULL))),
    CHECK ((role = ANY (ARRAY['hr'::text, 'admin'::text, 'lead'::text])))
);

create table schema_migration (
    name             text not null,
    checksum         text not null,
    applied_at       timestamp with time zone not null default now(),
    is_compatible    boolean not null default false,
    PRIMARY KEY (name)
);

create table sending_stop (
    is_only          boolean not null default true,
    since            timestamp with time zone not null,
    tried_at         timestamp with time zone not null,
    reason           text not null,
    needs_somebody   boolean not null,
    resumes_at       timestamp with time zone,
    PRIMARY KEY (is_only),
    CHECK (is_only)
);

create table service_case (
    id               uuid not null,
    relationship_id  bigint not null,
    breakdown_point  text,
    wave_id          bigint not null,
    change           text not null,
    owner_id         bigint,
    together_id      bigint,
    due_on           date not null,
    expected         double precision,
    state            text not null,
    version          integer not null default 1,
    opened_at        timestamp with time zone not null,
    done_at          timestamp with time zone,
    ended_at         timestamp with time zone,
    recheck_wanted   boolean not null default false,
    recheck_wave_id  bigint,
    recheck_verdict  text,
    recheck_reason   text,
    PRIMARY KEY (id),
    FOREIGN KEY (owner_id) REFERENCES person(id),
    FOREIGN KEY (recheck_wave_id) REFERENCES wave(id),
    FOREIGN KEY (relationship_id) REFERENCES relationship(id),
    FOREIGN KEY (together_id) REFERENCES person(id),
    FOREIGN KEY (wave_id) REFERENCES wave(id),
    CHECK (((length(change) >= 1) AND (length(change) <= 200))),
    CHECK (((state = 'rechecked'::text) = (recheck_wave_id IS NOT NULL))),
    CHECK (((recheck_wave_id IS NULL) = (recheck_verdict IS NULL))),
    CHECK (((recheck_reason IS NOT NULL) = (NOT (recheck_verdict IS DISTINCT FROM 'too_few'::text)))),
    CHECK (((state = ANY (ARRAY['rechecked'::text, 'withdrawn'::text])) = (ended_at IS NOT NULL))),
    CHECK (((state <> ALL (ARRAY['done'::text, 'rechecked'::text])) OR (done_at IS NOT NULL))),
    CHECK (((expected >= (1)::double precision) AND (expected <= (5)::double precision))),
    CHECK ((recheck_reason = ANY (ARRAY['hidden'::text, 'asked_differently'::text, 'few_answers'::text]))),
    CHECK ((recheck_verdict = ANY (ARRAY['better'::text, 'worse'::text, 'no_change'::text, 'too_few'::text]))),
    CHECK ((state = ANY (ARRAY['open'::text, 'agreed'::text, 'done'::text, 'rechecked'::text, 'withdrawn'::text])))
);
CREATE UNIQUE INDEX service_case_open ON service_case USING btree (relationship_id, breakdown_point) NULLS NOT DISTINCT WHERE (state = ANY (ARRAY['open'::text, 'agreed'::text, 'done'::text]));
CREATE INDEX service_case_relationship ON service_case USING btree (relationship_id);

create table service_case_event (
    id               bigint not null generated always as identity,
    case_id          uuid not null,
    kind             text not null,
    at               timestamp with time zone not null,
    person_id        bigint,
    text             text,
    change           text,
    owner_id         bigint,
    together_id      bigint,
    due_on           date,
    expected         double precision,
    PRIMARY KEY (id),
    FOREIGN KEY (case_id) REFERENCES service_case(id),
    FOREIGN KEY (owner_id) REFERENCES person(id),
    FOREIGN KEY (person_id) REFERENCES person(id),
    FOREIGN KEY (together_id) REFERENCES person(id),
    CHECK (((kind = ANY (ARRAY['written'::text, 'withdrawn'::text])) = (text IS NOT NULL))),
    CHECK (((kind = ANY (ARRAY['opened'::text, 'changed'::text])) = (change IS NOT NULL))),
    CHECK ((kind = ANY (ARRAY['opened'::text, 'agreed'::text, 'written'::text, 'changed'::text, 'done'::text, 'recheck_wanted'::text, 'rechecked'::text, 'withdrawn'::text]))),
    CHECK (((length(text) >= 1) AND (length(text) <= 1000)))
);
CREATE INDEX service_case_event_case ON service_case_event USING btree (case_id);

create table session (
    id               uuid not null,
    email            text not null,
    created_at       timestamp with time zone not null,
    expires_at       timestamp with time zone not null,
    PRIMARY KEY (id)
);

create table sign_in (
    id               uuid not null,
    email            text not null,
    created_at       timestamp with time zone not null,
    expires_at       timestamp with time zone not null,
    used_at          timestamp with time zone,
    browser          bytea,
    PRIMARY KEY (id)
);
CREATE INDEX sign_in_email ON sign_in USING btree (email, created_at);

create table test_mail (
    id               uuid not null,
    kind             text not null,
    address          text not null,
    asked_by         text not null,
    subject          text not null,
    text             text not null,
    html             text not null,
    asked_at         timestamp with time zone not null,
    tried_at         timestamp with time zone,
    outcome          text,
    words            text,
    returned_at      timestamp with time zone,
    PRIMARY KEY (id),
    CHECK ((kind = ANY (ARRAY['check'::text, 'letter'::text, 'return'::text]))),
    CHECK ((outcome = ANY (ARRAY['accepted'::text, 'refused'::text, 'deferred'::text, 'down'::text, 'unknown'::text, 'no_mailbox'::text])))
);

create table unit (
    id               bigint not null generated always as identity,
    code             text not null,
    names            jsonb not null,
    kind             text not null,
    parent_id        bigint,
    lead_email       text,
    closed_on        date,
    PRIMARY KEY (id),
    FOREIGN KEY (parent_id) REFERENCES unit(id),
    CHECK ((code ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$'::text)),
    CHECK ((kind = ANY (ARRAY['department'::text, 'team'::text, 'partner'::text])))
);
CREATE UNIQUE INDEX unit_code ON unit USING btree (lower(code));
CREATE UNIQUE INDEX unit_one_root ON unit USING btree ((true)) WHERE (parent_id IS NULL);
CREATE INDEX unit_parent ON unit USING btree (parent_id);

create table upload (
    id               uuid not null,
    kind             text not null,
    file_name        text not null,
    uploaded_by      text not null,
    uploaded_at      timestamp with time zone not null,
    content          bytea not null,
    header_line      integer not null,
    headings         text[] not null,
    row_count        integer not null,
    fields           text[] not null,
    defaults         text[] not null default '{}'::text[],
    is_whole         boolean not null default false,
    namesakes        text not null default 'unknown'::text,
    PRIMARY KEY (id),
    CHECK ((kind = ANY (ARRAY['people'::text, 'units'::text, 'relationships'::text, 'holidays'::text, 'responses'::text]))),
    CHECK ((namesakes = ANY (ARRAY['unknown'::text, 'same'::text, 'new'::text])))
);

create table upload_heading (
    kind             text not null,
    heading          text not null,
    field            text not null,
    PRIMARY KEY (kind, heading)
);

create table wave (
    id               bigint not null generated always as identity,
    code             text not null,
    pulse_id         bigint,
    period           date not null,
    state            text not null,
    seed             bigint not null,
    opens_at         timestamp with time zone not null,
    closes_at        timestamp with time zone not null,
    opened_at        timestamp with time zone,
    closed_at        timestamp with time zone,
    sealed_at        timestamp with time zone,
    minimum_group    integer not null,
    minimum_comments integer not null,
    minimum_group_reason text,
    import_digest    text,
    answers_deleted_at timestamp with time zone,
    approved_at      timestamp with time zone,
    sent_half_seconds double precision,
    sent_all_seconds double precision,
    mails_held_since timestamp with time zone,
    no_reminders_before timestamp with time zone,
    planned          integer,
    thanks_go_on     boolean not null default false,
    UNIQUE (pulse_id, period),
    PRIMARY KEY (id),
    FOREIGN KEY (pulse_id) REFERENCES pulse(id),
    CHECK (((pulse_id IS NULL) = (import_digest IS NOT NULL))),
    CHECK ((minimum_comments >= 5)),
    CHECK ((minimum_group >= 3)),
    CHECK ((state = ANY (ARRAY['planned'::text, 'open'::text, 'closed'::text, 'sealed'::text, 'skipped'::text, 'cancelled'::text])))
);
CREATE UNIQUE INDEX wave_code ON wave USING btree (lower(code));
CREATE INDEX wave_due ON wave USING btree (state, opens_at, closes_at);

create table wave_decision (
    pulse_id         bigint not null,
    period           date not null,
    approved_at      timestamp with time zone,
    cancelled_at     timestamp with time zone,
    opens_at         timestamp with time zone,
    closes_at        timestamp with time zone,
    PRIMARY KEY (pulse_id, period),
    FOREIGN KEY (pulse_id) REFERENCES pulse(id),
    CHECK (((opens_at IS NULL) = (closes_at IS NULL)))
);

create table wave_improvement (
    wave_id          bigint not null,
    relationship_id  bigint not null,
    item             text not null,
    PRIMARY KEY (wave_id, relationship_id, item),
    FOREIGN KEY (wave_id, relationship_id) REFERENCES wave_relationship(wave_id, relationship_id)
);

create table wave_participation (
    wave_id          bigint not null,
    unit_id          bigint,
    band             text not null,
    as_of            date not null,
    UNIQUE NULLS NOT DISTINCT (wave_id, unit_id),
    FOREIGN KEY (unit_id) REFERENCES unit(id),
    FOREIGN KEY (wave_id) REFERENCES wave(id),
    CHECK ((band = ANY (ARRAY['under25'::text, '25to50'::text, '50to75'::text, 'over75'::text])))
);

create table wave_relationship (
    wave_id          bigint not null,
    relationship_id  bigint not null,
    code             text not null,
    kind             text not null,
    provider_unit_id bigint not null,
    customer_unit_id bigint not null,
    questionnaire_id bigint not null,
    minimum_group    integer not null,
    minimum_comments integer,
    customers        integer,
    invited          integer,
    not_asked        text,
    planned          integer,
    asked_since      date,
    PRIMARY KEY (wave_id, relationship_id),
    FOREIGN KEY (questionnaire_id) REFERENCES questionnaire(id),
    FOREIGN KEY (relationship_id) REFERENCES relationship(id),
    FOREIGN KEY (wave_id) REFERENCES wave(id),
    CHECK ((minimum_group >= 3))
);

create table wave_unit (
    wave_id          bigint not null,
    unit_id          bigint not null,
    code             text not null,
    names            jsonb not null,
    parent_id        bigint,
    planned          integer,
    PRIMARY KEY (wave_id, unit_id),
    FOREIGN KEY (unit_id) REFERENCES unit(id),
    FOREIGN KEY (wave_id) REFERENCES wave(id)
);

create view unit_ancestor as
 WITH RECURSIVE line(unit_id, ancestor_id, distance) AS (
         SELECT unit.id,
            unit.id,
            0 AS "?column?"
           FROM unit
        UNION ALL
         SELECT line_1.unit_id,
            unit.parent_id,
            line_1.distance + 1
           FROM line line_1
             JOIN unit ON unit.id = line_1.ancestor_id
          WHERE unit.parent_id IS NOT NULL
        )
 SELECT line.unit_id,
    line.ancestor_id,
    line.distance
   FROM line;
