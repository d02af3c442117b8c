using Npgsql;

namespace Survey.Db.Waves.Priorities;

/// <summary>Relationships whose last two waves had too few answers to publish their overall rating: no longer asked (rule C2).</summary>
/// <remarks>From published figures alone, so it tells no more than they do. HR may ask such a relationship anyway.</remarks>
public static class LackOfAnswers
{
    private const int WavesInARow = 2;

    /// <returns>Ids of relationships.</returns>
    public static Task<IReadOnlyList<long>> ListAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.ListAsync<long>(
            """
            select relationship_id
            from (
                select cell.relationship_id, coalesce(figure.shown, 'hidden') = 'hidden' as is_hidden,
                       row_number() over (partition by cell.relationship_id
                                          order by coalesce(wave.closed_at, wave.closes_at) desc, wave.id desc) as age
                from publication_cell as cell
                join wave on wave.id = cell.wave_id and wave.state = 'sealed' and wave.import_digest is null
                left join published_figure as figure on figure.cell_id = cell.id and figure.item = 'overall'
                left join relationship_priority as priority on priority.relationship_id = cell.relationship_id
                where cell.kind = 'relationship' and (priority.asked_anyway_at is null or wave.opened_at >= priority.asked_anyway_at)
            ) as last
            where age <= @WavesInARow
            group by relationship_id
            having count(*) = @WavesInARow and bool_and(is_hidden)
            """,
            new { WavesInARow },
            ct
        );
}
