using Npgsql;
using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Db.Relationships;
using Survey.Db.Results;

namespace Survey.Db.Recognitions;

/// <summary>What was passed on, as it is read. Names are those of the wave.</summary>
/// <param name="Item">Null: no figure.</param>
/// <param name="Step">Name of the step; null: no figure, or the overall rating.</param>
/// <param name="Thanks">Without those that were deleted since.</param>
public sealed record Recognition(
    Guid Id,
    string Code,
    RelationshipKind Kind,
    LocalizedText Provider,
    LocalizedText Service,
    string? Item,
    LocalizedText? Step,
    PublishedFigure? Figure,
    IReadOnlyList<string> Thanks
)
{
    public static async Task<IReadOnlyDictionary<Guid, Recognition>> ReadAsync(
        NpgsqlConnection connection,
        Guid[] ids,
        CancellationToken ct
    )
    {
        if (ids.Length == 0)
        {
            return new Dictionary<Guid, Recognition>();
        }
        var rows = await connection.ListAsync<StoredRecognition>(
            """
            select recognition.id, recognition.wave_id, recognition.relationship_id, recognition.item,
                   array(select note_id from recognition_thanks where recognition_id = recognition.id) as thanks
            from recognition where recognition.id = any(@ids)
            """,
            new { ids },
            ct
        );
        var read = new Dictionary<Guid, Recognition>();
        foreach (var row in rows)
        {
            var choice = new RecognitionChoice(row.WaveId, row.RelationshipId, row.Item, row.Thanks);
            read[row.Id] = await OfAsync(connection, row.Id, choice, ct);
        }
        return read;
    }

    /// <summary>As it would be passed on.</summary>
    public static async Task<Recognition> OfAsync(NpgsqlConnection connection, Guid id, RecognitionChoice choice, CancellationToken ct)
    {
        var head = await connection.OneAsync<Head>(
            """
            select asked.code, asked.kind, provider.names as provider, questionnaire.document::text as document, cell.id as cell_id
            from wave_relationship as asked
            join wave_unit as provider on provider.wave_id = asked.wave_id and provider.unit_id = asked.provider_unit_id
            join questionnaire on questionnaire.id = asked.questionnaire_id
            left join publication_cell as cell
                on cell.wave_id = asked.wave_id and cell.relationship_id = asked.relationship_id and cell.kind = 'relationship'
            where asked.wave_id = @WaveId and asked.relationship_id = @RelationshipId
            """,
            choice,
            ct
        );
        var thanks = await connection.ListAsync<string>(
            "select text from note where wave_id = @WaveId and id = any(@thanks) and kind = 'thanks' order by id",
            new { choice.WaveId, thanks = choice.Thanks.ToArray() },
            ct
        );
        var questionnaire = QuestionnaireJson.Read(head.Document);
        var figures =
            choice.Item is null || head.CellId is not { } cell ? [] : await FigureReading.FiguresAsync(connection, [cell], choice.Item, ct);
        return new(
            id,
            head.Code,
            head.Kind,
            head.Provider,
            questionnaire.Name,
            choice.Item,
            questionnaire.BreakdownPoints.FirstOrDefault(point => point.Code == choice.Item)?.Name,
            figures.Find(figure => figure.IsShown),
            thanks
        );
    }

    private sealed record StoredRecognition
    {
        public required Guid Id { get; init; }
        public required long WaveId { get; init; }
        public required long RelationshipId { get; init; }
        public required string? Item { get; init; }
        public required Guid[] Thanks { get; init; }
    }

    private sealed record Head(string Code, RelationshipKind Kind, LocalizedText Provider, string Document, long? CellId);
}
