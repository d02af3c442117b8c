using Npgsql;
using Survey.Db.Questionnaires;
using Survey.Db.Relationships;

namespace Survey.Db.History;

/// <summary>With the newest questionnaire of the journey.</summary>
internal sealed record HistoryRelationship(
    long Id,
    string Code,
    RelationshipKind Kind,
    long CustomerUnitId,
    long QuestionnaireId,
    Questionnaire Questionnaire
)
{
    private readonly HashSet<string> _points = Questionnaire
        .BreakdownPoints.Select(point => point.Code)
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    public bool IsWithinTeam => Kind == RelationshipKind.WithinTeam;

    /// <summary>The question to which comments of the file are assigned.</summary>
    public string CommentQuestion =>
        (
            Questionnaire.TextQuestions.FirstOrDefault(question => question.Key == "comment")
            ?? Questionnaire.TextQuestions.FirstOrDefault()
        )?.Key
        ?? "comment";

    public bool HasBreakdownPoint(string code) => _points.Contains(code);

    public static async Task<IReadOnlyDictionary<string, HistoryRelationship>> AllAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var documents = (
            await connection.ListAsync<(long Id, long JourneyId, string Document)>(
                """
                select distinct on (journey_id) id, journey_id, document::text
                from questionnaire
                order by journey_id, version desc
                """,
                null,
                ct
            )
        ).ToDictionary(row => row.JourneyId, row => (row.Id, Questionnaire: QuestionnaireJson.Read(row.Document)));
        var rows = await connection.ListAsync<(long Id, string Code, RelationshipKind Kind, long CustomerUnitId, long JourneyId)>(
            "select id, code, kind, customer_unit_id, journey_id from relationship",
            null,
            ct
        );
        return rows.ToDictionary(
            row => row.Code,
            row => new HistoryRelationship(
                row.Id,
                row.Code,
                row.Kind,
                row.CustomerUnitId,
                documents[row.JourneyId].Id,
                documents[row.JourneyId].Questionnaire
            ),
            StringComparer.OrdinalIgnoreCase
        );
    }
}
