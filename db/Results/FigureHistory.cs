using Npgsql;

namespace Survey.Db.Results;

/// <summary>Ratings of relationships, each over its last sealed waves of the same journey.</summary>
public static class FigureHistory
{
    private const int MostWaves = 8;

    /// <returns>By relationship and item, oldest first. Null: suppressed in that wave.</returns>
    public static async Task<ILookup<(long RelationshipId, string Item), PublishedFigure?>> ReadAsync(
        NpgsqlConnection connection,
        IReadOnlyCollection<(long RelationshipId, string Item)> wanted,
        CancellationToken ct
    )
    {
        await using var command = new NpgsqlCommand(
            $"""
            with recent as (
                select asked.relationship_id, asked.wave_id, questionnaire.journey_id,
                       first_value(questionnaire.journey_id) over latest as journey_now, row_number() over latest as back
                from wave_relationship asked
                join wave on wave.id = asked.wave_id and wave.state = 'sealed'
                join questionnaire on questionnaire.id = asked.questionnaire_id
                where asked.not_asked is null and asked.relationship_id = any($1)
                window latest as (partition by asked.relationship_id order by wave.closed_at desc, wave.id desc)
            )
            select recent.relationship_id, wanted.item, {FigureReading.Columns}
            from unnest($1, $2) as wanted (relationship_id, item)
            join recent on recent.relationship_id = wanted.relationship_id and recent.journey_id = recent.journey_now
            join publication_cell cell
              on cell.wave_id = recent.wave_id and cell.kind = 'relationship' and cell.relationship_id = recent.relationship_id
            left join published_figure figure on figure.cell_id = cell.id and figure.item = wanted.item
            where recent.back <= $3
            order by recent.back desc
            """,
            connection
        );
        command.Parameters.Add(new NpgsqlParameter { Value = wanted.Select(one => one.RelationshipId).ToArray() });
        command.Parameters.Add(new NpgsqlParameter { Value = wanted.Select(one => one.Item).ToArray() });
        command.Parameters.Add(new NpgsqlParameter { Value = MostWaves });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var figures = new List<(long RelationshipId, string Item, PublishedFigure? Figure)>();
        while (await reader.ReadAsync(ct))
        {
            figures.Add((reader.GetInt64(0), reader.GetString(1), reader.IsDBNull(2) ? null : FigureReading.Read(reader, 2)));
        }
        return figures.ToLookup(row => (row.RelationshipId, row.Item), row => row.Figure);
    }
}
