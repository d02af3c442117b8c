using Npgsql;

namespace Survey.Db.Results;

/// <summary>A rating of an earlier wave that was shown finely enough for trends.</summary>
/// <param name="Item"><c>overall</c> or the code of a breakdown point.</param>
/// <param name="Days">From that wave's closing day to the present one's.</param>
/// <param name="Value">As published.</param>
public sealed record TrendFigure(long RelationshipId, long JourneyId, string Item, int Days, double Value)
{
    /// <summary>How many waves a trend goes back, the present one included.</summary>
    public const int MostWaves = 20;

    /// <summary>
    /// The overall ratings and breakdown points of every relationship of the wave in its sealed waves before by closing time. Nothing that
    /// was hidden then, or made of few answers, is among them.
    /// </summary>
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
              on figure.cell_id = cell.id and figure.kind = 'rating' and figure.value is not null and figure.n >= 15 and figure.step < 0.5
            where earlier.back < @MostWaves
            """,
            new { waveId, MostWaves },
            ct
        );
}
