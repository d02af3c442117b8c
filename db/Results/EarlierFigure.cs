using Npgsql;

namespace Survey.Db.Results;

/// <summary>The answers behind a figure after the moves (rule A6). Never shown.</summary>
/// <param name="Counts">Per value from the lowest on; the heaviest answer counts as one.</param>
/// <param name="N">1 / the largest weight of one answer.</param>
/// <param name="Size">The effective sample size.</param>
/// <param name="Shown">The number that decides how finely the figure is shown.</param>
/// <param name="People">Answers, as shown.</param>
public sealed record BlurredHistogram(long CellId, string Item, double[] Counts, double N, double Size, int Shown, int People);

/// <summary>A rating that was shown in an earlier wave.</summary>
/// <param name="Against"><see cref="Results.Against.Before"/> or <see cref="Results.Against.YearAgo"/>.</param>
/// <param name="Figure">As published; its item is <c>overall</c> or the code of a breakdown point.</param>
/// <param name="MinimumGroup">Of the cell then.</param>
public sealed record EarlierFigure(
    string Against,
    long RelationshipId,
    long WaveId,
    long JourneyId,
    int MinimumGroup,
    PublishedFigure Figure,
    BlurredHistogram Answers
);

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
        await using var command = new NpgsqlCommand(
            $"""
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
            select chosen.against, chosen.relationship_id, chosen.wave_id, questionnaire.journey_id, cell.minimum_group,
                {BlurredHistograms.Columns},
                   {FigureReading.Columns}
            from chosen
            join questionnaire on questionnaire.id = chosen.questionnaire_id
            join publication_cell cell
              on cell.wave_id = chosen.wave_id and cell.kind = 'relationship' and cell.relationship_id = chosen.relationship_id
            join published_figure figure on figure.cell_id = cell.id and figure.kind = 'rating' and figure.shown <> 'hidden'
            join blurred_histogram histogram on histogram.cell_id = cell.id and histogram.item = figure.item
            left join point on point.questionnaire_id = chosen.questionnaire_id and point.code = figure.item
            where figure.item = 'overall' or point.code is not null
            """,
            connection
        );
        command.Parameters.AddWithValue("waveId", waveId);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var figures = new List<EarlierFigure>();
        while (await reader.ReadAsync(ct))
        {
            figures.Add(
                new(
                    reader.GetString(0),
                    reader.GetInt64(1),
                    reader.GetInt64(2),
                    reader.GetInt64(3),
                    reader.GetInt32(4),
                    FigureReading.Read(reader, 5 + BlurredHistograms.ColumnCount),
                    BlurredHistograms.Read(reader, 5)
                )
            );
        }
        return figures;
    }
}
