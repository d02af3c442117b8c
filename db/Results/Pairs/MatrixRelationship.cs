using Npgsql;
using Survey.Db.Languages;
using Survey.Db.Viewers;

namespace Survey.Db.Results.Pairs;

/// <summary>A relationship that a sealed wave asked about. CellId: of the figures of all its customers; null: not in the plan.</summary>
internal sealed record MatrixRelationship(
    string Code,
    long WaveId,
    long ProviderUnitId,
    long CustomerUnitId,
    long? CellId,
    LocalizedText Service
)
{
    public static Task<IReadOnlyList<MatrixRelationship>> OfWaveAsync(
        NpgsqlConnection connection,
        Viewer viewer,
        long waveId,
        CancellationToken ct
    ) => ListAsync(connection, viewer, "asked.wave_id = @waveId", waveId, ct);

    public static Task<IReadOnlyList<MatrixRelationship>> LatestAsync(NpgsqlConnection connection, Viewer viewer, CancellationToken ct) =>
        ListAsync(connection, viewer, "true", null, ct);

    /// <summary>The last wave of each relationship among those chosen.</summary>
    private static Task<IReadOnlyList<MatrixRelationship>> ListAsync(
        NpgsqlConnection connection,
        Viewer viewer,
        string chosen,
        long? waveId,
        CancellationToken ct
    )
    {
        var readable = viewer.ScopeOf(Right.ReadResults);
        return connection.ListAsync<MatrixRelationship>(
            $"""
            with last as (
                select distinct on (asked.relationship_id) asked.*
                from wave_relationship asked
                join wave on wave.id = asked.wave_id and wave.state = 'sealed'
                where asked.not_asked is null and {chosen}
                  and {readable.Condition("asked.provider_unit_id", "asked.customer_unit_id")}
                order by asked.relationship_id, wave.closed_at desc, wave.id desc
            ), asked_about as materialized (
                select id, document -> 'name' as name from questionnaire where id in (select questionnaire_id from last)
            )
            select last.code, last.wave_id, last.provider_unit_id, last.customer_unit_id, cell.id as cell_id, asked_about.name as service
            from last
            join asked_about on asked_about.id = last.questionnaire_id
            left join publication_cell cell on cell.wave_id = last.wave_id and cell.kind = 'relationship'
                                           and cell.relationship_id = last.relationship_id
            order by lower(last.code)
            """,
            new { waveId, units = readable.UnitIds },
            ct
        );
    }
}
