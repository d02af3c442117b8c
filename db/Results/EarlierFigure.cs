using Npgsql;

namespace Survey.Db.Results;

/// <summary>The answers behind a figure after blurring (rule A6). Never shown.</summary>
/// <param name="Counts">By rating from the lowest; weighted so that the heaviest answer counts 1.</param>
/// <param name="N">1 / the largest weight of one answer.</param>
/// <param name="Size">The effective sample size.</param>
/// <param name="Shown">The number that decides the rounding step.</param>
public sealed record BlurredHistogram(long CellId, string Item, double[] Counts, double N, double Size, int Shown, int People);

/// <param name="Against">Before or a year ago.</param>
public sealed record EarlierFigure(
    Against Against,
    long RelationshipId,
    long WaveId,
    long JourneyId,
    int MinimumGroup,
    PublishedFigure Figure,
    BlurredHistogram Answers
);

public static class EarlierFigures
{
    /// <summary>All published ratings of the wave's relationships in the waves that they are compared with (rule D3).</summary>
    public static async Task<IReadOnlyList<EarlierFigure>> ReadAsync(NpgsqlConnection connection, long waveId, CancellationToken ct)
    {
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
                    reader.GetFieldValue<Against>(0),
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
