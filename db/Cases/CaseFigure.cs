using Npgsql;
using Survey.Db.Results;

namespace Survey.Db.Cases;

/// <summary>The figure of a case's service and step in one wave.</summary>
/// <param name="Figure">Null: not shown.</param>
/// <param name="Target">Null: nothing is promised.</param>
internal sealed record CaseFigure(long WaveId, string Wave, PublishedFigure? Figure, double? Target)
{
    /// <summary>Of the case's wave, and of the last sealed one with the same units, which comes first.</summary>
    public static async Task<IReadOnlyList<CaseFigure>> ListAsync(NpgsqlConnection connection, CaseRow row, CancellationToken ct)
    {
        var places = await connection.ListAsync<CaseCell>(
            """
            select wave.id as wave_id, wave.code as wave, cell.id as cell_id,
                   (select (point -> 'standard' ->> 'target')::float8 from jsonb_array_elements(document -> 'breakdownPoints') as point
                    where point ->> 'code' = @Item) as target
            from wave_relationship asked
            join wave on wave.id = asked.wave_id and wave.state = 'sealed'
            join wave_relationship answered on answered.wave_id = @WaveId and answered.relationship_id = asked.relationship_id
            join questionnaire on questionnaire.id = asked.questionnaire_id
            join publication_cell cell
              on cell.wave_id = wave.id and cell.kind = 'relationship' and cell.relationship_id = asked.relationship_id
            where asked.relationship_id = @RelationshipId and asked.not_asked is null
              and (asked.provider_unit_id, asked.customer_unit_id) = (answered.provider_unit_id, answered.customer_unit_id)
            order by wave.closed_at desc, wave.id desc
            """,
            new
            {
                row.WaveId,
                row.RelationshipId,
                row.Item,
            },
            ct
        );
        var chosen = places.Where((place, index) => index == 0 || place.WaveId == row.WaveId).ToList();
        var figures = await FigureReading.FiguresAsync(connection, [.. chosen.Select(place => place.CellId)], row.Item, ct);
        return
        [
            .. chosen.Select(place => new CaseFigure(
                place.WaveId,
                place.Wave,
                figures.FirstOrDefault(figure => figure.CellId == place.CellId && figure.IsShown),
                place.Target
            )),
        ];
    }

    private sealed record CaseCell(long WaveId, string Wave, long CellId, double? Target);
}
