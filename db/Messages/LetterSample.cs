using Npgsql;
using Survey.Db.Languages;
using Survey.Db.Pulses;
using Survey.Db.Waves;

namespace Survey.Db.Messages;

/// <summary>Content for the preview of a letter, with the longest names. Null: no unit or no person exists yet.</summary>
public sealed record LetterSample(LocalizedText? Organisation, string? PersonName, IReadOnlyList<MessageRelationship> Relationships)
{
    /// <param name="day">On which the wave would open.</param>
    public static Task<LetterSample> ReadAsync(
        NpgsqlConnection connection,
        Pulse pulse,
        string language,
        DateOnly day,
        CancellationToken ct
    ) => ReadAsync(connection, pulse.Relationships, pulse.MaxRelationships, language, day, pulse.TimeZone, ct);

    /// <summary>Of one relationship alone. Empty: it has ended.</summary>
    public static Task<LetterSample> OfRelationshipAsync(NpgsqlConnection connection, string code, DateOnly day, CancellationToken ct) =>
        ReadAsync(connection, [code], 1, "en", day, "UTC", ct);

    private static async Task<LetterSample> ReadAsync(
        NpgsqlConnection connection,
        IReadOnlyList<string> codes,
        int most,
        string language,
        DateOnly day,
        string zone,
        CancellationToken ct
    )
    {
        var relationships = await connection.ListAsync<MessageRelationship>(
            $"""
            select 0::bigint as wave_id, relationship.id as relationship_id, relationship.code, relationship.kind,
                   {AskedSince.Column} as since, unit.names as provider, questionnaire.document::text as document
            from relationship
            join unit on unit.id = provider_unit_id
            join lateral (
                select document from questionnaire where journey_id = relationship.journey_id order by version desc limit 1
            ) as questionnaire on true
            where ended_on is null and ('*' = any(@codes) or lower(relationship.code) = any(@codes))
            """,
            new
            {
                codes = codes.Select(code => code.ToLowerInvariant()).ToArray(),
                day,
                zone,
            },
            ct
        );
        return new LetterSample(
            await connection.FindAsync<LocalizedText>("select names from unit where parent_id is null", null, ct),
            await connection.FindAsync<string>("select name from person order by length(name) desc, id limit 1", null, ct),
            [
                .. relationships
                    .OrderByDescending(asked => asked.Provider.In(language).Length)
                    .ThenBy(asked => asked.Code, StringComparer.Ordinal)
                    .DistinctBy(asked => asked.Provider.In(language))
                    .Take(most),
            ]
        );
    }
}
