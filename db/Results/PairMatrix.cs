using Npgsql;
using Survey.Db.Languages;
using Survey.Db.Viewers;

namespace Survey.Db.Results;

/// <summary>The overall figure of one pair, of a provider or customer with everything below it, or of the organisation.</summary>
/// <param name="Kind">See <see cref="CellKind"/>.</param>
/// <param name="ProviderUnitId">Null in a customer's roll-up.</param>
/// <param name="CustomerUnitId">Null in a provider's roll-up.</param>
/// <param name="Shown">See <see cref="Results.Shown"/>.</param>
/// <param name="Relationship">Code of the one relationship behind a pair; null when there are several.</param>
public sealed record PairCell(
    string Kind, long? ProviderUnitId, long? CustomerUnitId, string Shown, int? N, string? NBand,
    double? Value, double? Low, double? High, string? Relationship)
{
    public bool IsHidden => Shown == Results.Shown.Hidden;
}

/// <param name="Depth">0: the root, whose column reads "everybody".</param>
public sealed record PairUnit(long Id, string Code, LocalizedText Names, int Depth);

/// <summary>Who serves whom in a sealed wave, as far as one viewer may see it.</summary>
/// <param name="Units">Those that stand in the matrix, in the order of the tree.</param>
public sealed record PairMatrix(IReadOnlyList<PairUnit> Units, IReadOnlyList<PairCell> Cells)
{
    public static async Task<PairMatrix> ReadAsync(NpgsqlConnection connection, Viewer viewer, long waveId, CancellationToken ct)
    {
        var cells = await CellsAsync(connection, viewer, waveId, ct);
        var ids = cells.SelectMany(cell => new[] { cell.ProviderUnitId, cell.CustomerUnitId }).OfType<long>().Distinct().ToArray();
        return new PairMatrix(await UnitsAsync(connection, waveId, ids, ct), cells);
    }

    private static Task<IReadOnlyList<PairCell>> CellsAsync(
        NpgsqlConnection connection, Viewer viewer, long waveId, CancellationToken ct) =>
        connection.ListAsync<PairCell>("""
            with asked as (
                select provider_unit_id, customer_unit_id, min(code) as code
                from wave_relationship
                where wave_id = @waveId and not_asked is null
                group by provider_unit_id, customer_unit_id
                having count(*) = 1
            )
            select cell.kind, cell.provider_unit_id, cell.customer_unit_id,
                   coalesce(figure.shown, 'hidden') as shown, figure.n, figure.n_band, figure.value, figure.low, figure.high,
                   asked.code as relationship
            from publication_cell cell
            join wave on wave.id = cell.wave_id and wave.state = 'sealed'
            left join published_figure figure on figure.cell_id = cell.id and figure.item = 'overall'
            left join asked on cell.kind = 'pair' and asked.provider_unit_id = cell.provider_unit_id
                           and asked.customer_unit_id = cell.customer_unit_id
            where cell.wave_id = @waveId and cell.kind in ('pair', 'provider', 'customer', 'organisation')
              and (@IsHr or cell.provider_unit_id = any(@led) or cell.customer_unit_id = any(@led))
            order by cell.id
            """, new { waveId, viewer.IsHr, led = viewer.LedUnitIds.ToArray() }, ct);

    private static Task<IReadOnlyList<PairUnit>> UnitsAsync(NpgsqlConnection connection, long waveId, long[] ids, CancellationToken ct) =>
        connection.ListAsync<PairUnit>("""
            with recursive line (unit_id, path) as (
                select unit_id, array[lower(code)] from wave_unit where wave_id = @waveId and parent_id is null
                union all
                select wave_unit.unit_id, line.path || lower(wave_unit.code)
                from line join wave_unit on wave_unit.wave_id = @waveId and wave_unit.parent_id = line.unit_id
            )
            select wave_unit.unit_id as id, wave_unit.code, wave_unit.names, cardinality(line.path) - 1 as depth
            from line join wave_unit on wave_unit.wave_id = @waveId and wave_unit.unit_id = line.unit_id
            where wave_unit.unit_id = any(@ids)
            order by line.path
            """, new { waveId, ids }, ct);
}
