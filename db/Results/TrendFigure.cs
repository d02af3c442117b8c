using Npgsql;

namespace Survey.Db.Results;

/// <param name="Days">Between the two closing days.</param>
public sealed record TrendFigure(long RelationshipId, long JourneyId, string Item, int Days, double Value)
{
    /// <summary>Includes the present wave.</summary>
    public const int MostWaves = 20;

    /// <summary>Published ratings of the wave's relationships in their earlier sealed waves, if fine enough for trends.</summary>
    public static Task<IReadOnlyList<TrendFigure>> EarlierAsync(NpgsqlConnection connection, long waveId, CancellationToken ct) =>
        connection.ListAsync<TrendFigure>(
            $"""
            {EarlierWaves.With}
            select earlier.relationship_id, questionnaire.journey_id, figure.item, earlier.days, figure.value
            from earlier
            join questionnaire on questionnaire.id = earlier.questionnaire_id
            join publication_cell cell
              on cell.wave_id = earlier.wave_id and cell.kind = 'relationship' and cell.relationship_id = earlier.relationship_id
            join published_figure figure
              on figure.cell_id = cell.id and figure.kind = 'rating' and figure.value is not null
              and figure.n >= {Thresholds.Fine} and figure.step < 0.5
            where earlier.back < @MostWaves
            """,
            new { waveId, MostWaves },
            ct
        );
}
