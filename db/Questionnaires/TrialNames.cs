using Npgsql;
using Survey.Db.Languages;

namespace Survey.Db.Questionnaires;

/// <summary>Names of the organisation, for a form that is tried.</summary>
/// <param name="Organisation">Null: there is no unit yet.</param>
/// <param name="Provider">Of the first relationship of the journey; null: there is none.</param>
/// <param name="Kind">Of that relationship.</param>
/// <param name="TimeZone">Of a person; null: there is none.</param>
public sealed record TrialNames(
    LocalizedText? Organisation,
    LocalizedText? Provider,
    LocalizedText? Customer,
    string? Kind,
    string? TimeZone
)
{
    public static async Task<TrialNames> ReadAsync(NpgsqlConnection connection, string journey, CancellationToken ct) =>
        (
            await connection.FindAsync<TrialNames>(
                """
                select (select names from unit where parent_id is null) as organisation, provider.names as provider,
                       customer.names as customer, relationship.kind,
                       (select time_zone from person order by id limit 1) as time_zone
                from (select 1) as always
                left join journey on lower(journey.code) = lower(@journey)
                left join relationship on relationship.journey_id = journey.id
                left join unit as provider on provider.id = relationship.provider_unit_id
                left join unit as customer on customer.id = relationship.customer_unit_id
                order by relationship.id
                limit 1
                """,
                new { journey },
                ct
            )
        )!;
}
