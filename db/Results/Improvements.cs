using Npgsql;

namespace Survey.Db.Results;

/// <param name="Item">overall or a step's code.</param>
public sealed record Improvement(long RelationshipId, string Item);

/// <summary>What clearly got better, for everybody who is asked: only shown figures with a stored verdict (rule D11).</summary>
public static class Improvements
{
    /// <summary>Of each relationship's last sealed wave, against the one before.</summary>
    public static Task<IReadOnlyList<Improvement>> ListAsync(NpgsqlConnection connection, long[] relationshipIds, CancellationToken ct) =>
        connection.ListAsync<Improvement>(
            """
            select cell.relationship_id, verdict.item
            from unnest(@relationshipIds) as answered (id)
            cross join lateral (
                select wave.id
                from wave_relationship asked
                join wave on wave.id = asked.wave_id and wave.state = 'sealed'
                where asked.relationship_id = answered.id and asked.not_asked is null
                order by wave.closed_at desc, wave.id desc
                limit 1
            ) as last
            join publication_cell cell on cell.wave_id = last.id and cell.relationship_id = answered.id and cell.kind = 'relationship'
            join published_verdict verdict on verdict.cell_id = cell.id and verdict.against = 'before' and verdict.verdict = 'better'
            join published_figure figure on figure.cell_id = cell.id and figure.item = verdict.item and figure.shown <> 'hidden'
            """,
            new { relationshipIds },
            ct
        );
}
