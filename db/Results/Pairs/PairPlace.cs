using Npgsql;
using Survey.Db.Viewers;

namespace Survey.Db.Results.Pairs;

/// <summary>A cell of the matrix in a wave's publication plan.</summary>
internal sealed record PairPlace(long Id, CellKind Kind, long? ProviderUnitId, long? CustomerUnitId, long WaveId)
{
    public PairCell Cell(PublishedFigure? overall, ILookup<(long?, long?), PairService> services)
    {
        var behind = Kind == CellKind.Pair ? services[(ProviderUnitId, CustomerUnitId)].ToList() : [];
        var only = behind is [var one] ? one : null;
        return new PairCell(Kind, ProviderUnitId, CustomerUnitId, overall, only?.Code, only?.Verdict) { WaveId = WaveId };
    }

    /// <summary>Pairs and roll-ups.</summary>
    public static Task<IReadOnlyList<PairPlace>> OfWaveAsync(NpgsqlConnection connection, Viewer viewer, long waveId, CancellationToken ct)
    {
        var readable = viewer.ScopeOf(Right.ReadResults);
        return connection.ListAsync<PairPlace>(
            $"""
            select cell.id, cell.kind, cell.provider_unit_id, cell.customer_unit_id, cell.wave_id
            from publication_cell cell
            join wave on wave.id = cell.wave_id and wave.state = 'sealed'
            where cell.wave_id = @waveId and cell.kind in ('pair', 'provider', 'customer', 'organisation')
              and {readable.Condition("cell.provider_unit_id", "cell.customer_unit_id")}
            order by cell.id
            """,
            new { waveId, units = readable.UnitIds },
            ct
        );
    }

    /// <summary>The pairs of these relationships, each in the newest of their waves.</summary>
    public static Task<IReadOnlyList<PairPlace>> NewestAsync(
        NpgsqlConnection connection,
        IReadOnlyList<MatrixRelationship> asked,
        CancellationToken ct
    ) =>
        connection.ListAsync<PairPlace>(
            """
            select id, kind, provider_unit_id, customer_unit_id, wave_id
            from (
                select distinct on (cell.provider_unit_id, cell.customer_unit_id) cell.*
                from unnest(@waves, @providers, @customers) as asked (wave_id, provider_unit_id, customer_unit_id)
                join publication_cell cell using (wave_id, provider_unit_id, customer_unit_id)
                join wave on wave.id = cell.wave_id
                where cell.kind = 'pair'
                order by cell.provider_unit_id, cell.customer_unit_id, wave.closed_at desc, wave.id desc
            ) as newest
            order by id
            """,
            new
            {
                waves = asked.Select(one => one.WaveId).ToArray(),
                providers = asked.Select(one => one.ProviderUnitId).ToArray(),
                customers = asked.Select(one => one.CustomerUnitId).ToArray(),
            },
            ct
        );
}
