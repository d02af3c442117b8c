using Npgsql;
using Survey.Db.Csv;

namespace Survey.Db.Questionnaires;

/// <summary>The newest version of a journey.</summary>
/// <param name="Relationships">How many follow the journey.</param>
public sealed record StoredQuestionnaire(string Code, int Version, DateTimeOffset CreatedAt, string Document, int Relationships)
{
    private const string Newest = """
        select journey.code, newest.version, newest.created_at, newest.document::text as document,
               (select count(*)::int from relationship where relationship.journey_id = journey.id) as relationships
        from journey
        join lateral (
            select version, created_at, document from questionnaire where journey_id = journey.id order by version desc limit 1
        ) as newest on true
        """;

    public Questionnaire Questionnaire { get; } = QuestionnaireJson.Read(Document);

    /// <summary>By code.</summary>
    public static Task<IReadOnlyList<StoredQuestionnaire>> ListAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.ListAsync<StoredQuestionnaire>(Newest + "\norder by lower(journey.code)", null, ct);

    public static Task<StoredQuestionnaire?> FindAsync(NpgsqlConnection connection, string code, CancellationToken ct) =>
        connection.FindAsync<StoredQuestionnaire>(Newest + "\nwhere lower(journey.code) = lower(@code)", new { code }, ct);

    /// <summary>Nobody stores another version before the transaction ends.</summary>
    public static async Task<StoredQuestionnaire?> LockAsync(NpgsqlConnection connection, string code, CancellationToken ct)
    {
        await Staging.OneAtATimeAsync(connection, ct);
        return await FindAsync(connection, code, ct);
    }
}
