using Npgsql;

namespace Survey.Db.Results;

/// <summary>A rating that was shown in an earlier wave, with the answers behind it, which never are.</summary>
/// <param name="Against"><see cref="Results.Against.Before"/> or <see cref="Results.Against.YearAgo"/>.</param>
/// <param name="Item"><c>overall</c> or the code of a breakdown point.</param>
/// <param name="N">Null: a band was published instead.</param>
/// <param name="Value">As published.</param>
/// <param name="Favourable">Per cent of ratings 4-5 as published; null for small groups.</param>
/// <param name="MinimumGroup">Of the cell then.</param>
/// <param name="Counts">Answers per rating from 1 on.</param>
public sealed record EarlierFigure(
    string Against, long RelationshipId, long WaveId, long JourneyId, string Item, int? N, double Value, int? Favourable, int MinimumGroup, int[] Counts);

/// <summary>Finds what the figures of a wave are compared with (rule D3).</summary>
public static class EarlierFigures
{
    /// <summary>
    /// The overall ratings and breakdown points of every relationship of the wave, in its sealed wave before by closing time and in the one
    /// whose closing day is nearest to 365 days earlier, within 45. Nothing that was hidden then is among them.
    /// </summary>
    public static async Task<IReadOnlyList<EarlierFigure>> ReadAsync(NpgsqlConnection connection, long waveId, CancellationToken ct)
    {
        // Dapper does not fill arrays of positional records.
        await using var command = new NpgsqlCommand($"""
            {EarlierWaves.With}, chosen as (
                select 'before' as against, earlier.* from earlier where back = 1
                union all
                (select distinct on (relationship_id) 'year_ago', earlier.* from earlier where abs(days - 365) <= 45
                 order by relationship_id, abs(days - 365), closed_at desc, wave_id desc)
            ), point as (
                select questionnaire.id as questionnaire_id, point ->> 'code' as code
                from questionnaire cross join jsonb_array_elements(document -> 'breakdownPoints') point
                where questionnaire.id in (select questionnaire_id from chosen)
            )
            select chosen.against, chosen.relationship_id, chosen.wave_id, questionnaire.journey_id,
                   figure.item, figure.n, figure.value, figure.favourable, cell.minimum_group, histogram.counts
            from chosen
            join questionnaire on questionnaire.id = chosen.questionnaire_id
            join publication_cell cell
              on cell.wave_id = chosen.wave_id and cell.kind = 'relationship' and cell.relationship_id = chosen.relationship_id
            join published_figure figure on figure.cell_id = cell.id and figure.kind = 'rating' and figure.shown <> 'hidden'
            join sealed_histogram histogram on histogram.cell_id = cell.id and histogram.item = figure.item
            left join point on point.questionnaire_id = chosen.questionnaire_id and point.code = figure.item
            where figure.item = 'overall' or point.code is not null
            """, connection);
        command.Parameters.AddWithValue("waveId", waveId);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var figures = new List<EarlierFigure>();
        while (await reader.ReadAsync(ct))
        {
            figures.Add(new(
                reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetString(4),
                reader.IsDBNull(5) ? null : reader.GetInt32(5), reader.GetDouble(6), reader.IsDBNull(7) ? null : reader.GetInt32(7),
                reader.GetInt32(8), reader.GetFieldValue<int[]>(9)));
        }
        return figures;
    }
}
