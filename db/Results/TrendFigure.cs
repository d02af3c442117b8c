using Npgsql;

namespace Survey.Db.Results;

/// <summary>A rating that was exact in an earlier wave.</summary>
/// <param name="Item"><c>overall</c> or the code of a breakdown point.</param>
/// <param name="Days">From that wave's closing day to the present one's.</param>
/// <param name="Value">As published.</param>
public sealed record TrendFigure(long RelationshipId, long JourneyId, string Item, int Days, double Value)
{
    /// <summary>How many waves a trend goes back, the present one included.</summary>
    public const int MostWaves = 20;

    /// <summary>
    /// The overall ratings and breakdown points of every relationship of the wave in its sealed waves before by closing time. Nothing that
    /// was hidden then, or told as a small group's, is among them.
    /// </summary>
    public static Task<IReadOnlyList<TrendFigure>> EarlierAsync(NpgsqlConnection connection, long waveId, CancellationToken ct) =>
        connection.ListAsync<TrendFigure>("""
            with closed as (
                select wave.id, wave.closed_at,
                       case when wave.pulse_id is null then wave.period else (wave.closed_at at time zone pulse.time_zone)::date end as closed_on
                from wave left join pulse on pulse.id = wave.pulse_id
                where wave.state = 'sealed' or wave.id = @waveId
            ), earlier as (
                select past.relationship_id, past.questionnaire_id, before.id as wave_id, present.closed_on - before.closed_on as days,
                       row_number() over (partition by past.relationship_id order by before.closed_at desc, before.id desc) as back
                from wave_relationship asked
                join closed present on present.id = asked.wave_id
                join closed before on (before.closed_at, before.id) < (present.closed_at, present.id)
                join wave_relationship past on past.wave_id = before.id and past.relationship_id = asked.relationship_id
                where asked.wave_id = @waveId and asked.not_asked is null and past.not_asked is null
            )
            select earlier.relationship_id, questionnaire.journey_id, figure.item, earlier.days, figure.value
            from earlier
            join questionnaire on questionnaire.id = earlier.questionnaire_id
            join publication_cell cell
              on cell.wave_id = earlier.wave_id and cell.kind = 'relationship' and cell.relationship_id = earlier.relationship_id
            join published_figure figure
              on figure.cell_id = cell.id and figure.kind = 'rating' and figure.shown = 'yes' and figure.n is not null
            where earlier.back < @MostWaves
            """, new { waveId, MostWaves }, ct);
}
