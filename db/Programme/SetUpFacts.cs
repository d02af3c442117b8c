using Npgsql;

namespace Survey.Db.Programme;

/// <param name="HasPrivacyTexts">HR has saved who is responsible and whom to ask. What the operator has set is not known here.</param>
/// <param name="Unmeasured">Relationships that no running pulse asks about.</param>
/// <param name="WithoutPromise">Kinds of service of which no step has a target.</param>
/// <param name="IsApproved">Something was approved, or a wave has opened.</param>
public sealed record SetUpFacts(
    int Units,
    int UnitsWithoutLead,
    int People,
    int PeopleWithoutAddress,
    int Kinds,
    int WithoutPromise,
    int Relationships,
    int Unmeasured,
    int Pulses,
    int Hr,
    bool IsApproved
)
{
    public static Task<SetUpFacts> ReadAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken ct) =>
        connection.OneAsync<SetUpFacts>(
            """
            with day as (select (@now at time zone 'UTC')::date as today),
            running as (select relationships from pulse, day where not paused and (end_date is null or end_date >= today))
            select (select count(*) from unit where closed_on is null)::int as units,
                   (select count(*) from unit where lead_email is null and closed_on is null
                        and not exists (select from role_grant where role = 'lead' and unit_id = unit.id))::int as units_without_lead,
                   (select count(*) from person, day where active_to is null or active_to >= today)::int as people,
                   (select count(*) from person, day
                        where (active_to is null or active_to >= today) and email is null)::int as people_without_address,
                   (select count(*) from journey)::int as kinds,
                   (select count(*) from journey where not exists (
                        select from (select document from questionnaire where journey_id = journey.id
                                     order by version desc limit 1) as newest,
                                    jsonb_array_elements(newest.document -> 'breakdownPoints') as step
                        where step -> 'standard' ->> 'target' is not null))::int as without_promise,
                   (select count(*) from relationship where ended_on is null)::int as relationships,
                   (select count(*) from relationship where ended_on is null and not exists (
                        select from running where '*' = any(running.relationships)
                            or lower(relationship.code) = any (select lower(code) from unnest(running.relationships) as code)))::int
                        as unmeasured,
                   (select count(*) from running)::int as pulses,
                   (select count(distinct lower(email)) from role_grant where role = 'hr')::int as hr,
                   exists (select from wave_decision where approved_at is not null)
                        or exists (select from wave where pulse_id is not null and state <> 'planned') as is_approved
            """,
            new { now },
            ct
        );
}
