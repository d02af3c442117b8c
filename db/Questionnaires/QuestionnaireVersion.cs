using Npgsql;

namespace Survey.Db.Questionnaires;

/// <param name="Actor">As in <see cref="AuditEntry"/>; null: not recorded.</param>
public sealed record QuestionnaireVersion(int Version, DateTimeOffset CreatedAt, string? Actor, string Document)
{
    public Questionnaire Questionnaire { get; } = QuestionnaireJson.Read(Document);

    /// <summary>The newest first.</summary>
    public static Task<IReadOnlyList<QuestionnaireVersion>> ListAsync(NpgsqlConnection connection, string code, CancellationToken ct) =>
        connection.ListAsync<QuestionnaireVersion>(
            """
            select version, created_at,
                   (
                       select actor from audit_log
                       where action = @Stored and subject = journey.code || ' ' || version
                       order by id limit 1
                   ) as actor,
                   document::text as document
            from questionnaire join journey on journey.id = questionnaire.journey_id
            where lower(journey.code) = lower(@code)
            order by version desc
            """,
            new { QuestionnaireStore.Stored, code },
            ct
        );
}
