using Npgsql;

namespace Survey.Db.Uploads;

/// <summary>What is stored of a kind, in the columns of its file.</summary>
internal static class UploadPictures
{
    /// <summary>key: what stays the same when the content changes; name: what a reader knows it by; content: jsonb.</summary>
    public static string Sql(UploadKind kind) =>
        kind switch
        {
            UploadKind.People => """
                select person.id::text as key, person.name,
                       jsonb_build_object('email', person.email, 'name', person.name, 'unit', unit.code, 'language', person.language,
                           'time_zone', person.time_zone, 'employment', person.employment, 'active_from', person.active_from,
                           'active_to', person.active_to, 'external_id', person.external_id) as content
                from person join unit on unit.id = person.unit_id
                """,
            UploadKind.Units => """
                select unit.id::text as key, unit.names ->> 'en' as name,
                       jsonb_build_object('code', unit.code, 'name', unit.names ->> 'en', 'name_fi', unit.names ->> 'fi',
                           'name_et', unit.names ->> 'et', 'name_pl', unit.names ->> 'pl', 'name_fr', unit.names ->> 'fr',
                           'kind', unit.kind, 'parent', parent.code, 'lead_email', unit.lead_email) as content
                from unit left join unit parent on parent.id = unit.parent_id
                """,
            UploadKind.Relationships => """
                select relationship.id::text as key, relationship.code as name,
                       jsonb_build_object('code', relationship.code, 'provider', provider.code, 'customer', customer.code,
                           'kind', relationship.kind, 'journey', journey.code, 'owner_email', relationship.owner_email) as content
                from relationship
                join unit provider on provider.id = provider_unit_id
                join unit customer on customer.id = customer_unit_id
                join journey on journey.id = journey_id
                """,
            UploadKind.Holidays => """
                select country || ' ' || day as key, name, jsonb_build_object('country', country, 'date', day, 'name', name) as content
                from holiday
                """,
            UploadKind.Responses => """
                select wave.code as key, wave.code as name,
                       jsonb_build_object('wave', wave.code, 'closed_on', (wave.closes_at at time zone 'UTC')::date) as content
                from wave where import_digest is not null
                """,
        };

    public static Task<int> KeepAsync(NpgsqlConnection connection, UploadKind kind, CancellationToken ct) =>
        connection.RunAsync(
            $"create temp table upload_before on commit drop as {Sql(kind)}; create index on upload_before (key); analyze upload_before",
            null,
            ct
        );
}
