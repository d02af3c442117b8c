using Npgsql;

namespace Survey.Db.Results;

/// <param name="Item">overall or a step's code.</param>
public sealed record Improvement(long RelationshipId, string Item);

/// <summary>
/// What clearly got better, for everybody who is asked: only shown figures with a stored verdict (rule D11), and none that was asked
/// differently before (rule D10).
/// </summary>
public static class Improvements
{
    /// <summary>Of each relationship's last sealed wave, against the one before.</summary>
    public static async Task<IReadOnlyList<Improvement>> ListAsync(
        NpgsqlConnection connection,
        long[] relationshipIds,
        CancellationToken ct
    )
    {
        var cells = await FigureReading.PlannedCellsAsync(
            connection,
            """
            kind = 'relationship' and (relationship_id, wave_id) in (
                select distinct on (asked.relationship_id) asked.relationship_id, wave.id
                from wave_relationship asked
                join wave on wave.id = asked.wave_id and wave.state = 'sealed'
                where asked.relationship_id = any(@relationshipIds) and asked.not_asked is null
                order by asked.relationship_id, wave.closed_at desc, wave.id desc)
            """,
            new { relationshipIds },
            ct
        );
        var relationships = cells.ToDictionary(cell => cell.Id, cell => cell.RelationshipId!.Value);
        var better = await MarkedVerdicts.ReadAsync(
            connection,
            cells,
            """
            against = 'before' and verdict = 'better' and exists (
                select from published_figure figure
                where figure.cell_id = published_verdict.cell_id and figure.item = published_verdict.item and figure.shown <> 'hidden')
            """,
            ct
        );
        return
        [
            .. better
                .Where(verdict => verdict.CalledAlike is not null)
                .Select(verdict => new Improvement(relationships[verdict.CellId], verdict.Item)),
        ];
    }
}
