using Npgsql;
using Survey.Db.Viewers;

namespace Survey.Db.Results;

/// <summary>The overall figure (null: suppressed) of a pair, of a roll-up by provider or customer (other unit null), or of all.</summary>
/// <param name="Relationship">Code of a pair's only relationship; null: several.</param>
/// <param name="Verdict">Change of that relationship's overall rating since the wave before; null: not compared.</param>
public sealed record PairCell(
    CellKind Kind,
    long? ProviderUnitId,
    long? CustomerUnitId,
    PublishedFigure? Overall,
    string? Relationship,
    PublishedVerdict? Verdict
);

/// <summary>The published pairs and roll-ups that one viewer may see. Units are all of the wave.</summary>
public sealed record PairMatrix(IReadOnlyList<WaveUnit> Units, IReadOnlyList<PairCell> Cells)
{
    public static async Task<PairMatrix> ReadAsync(NpgsqlConnection connection, Viewer viewer, long waveId, CancellationToken ct)
    {
        var places = await PlacesAsync(connection, viewer, waveId, ct);
        var figures = (await FigureReading.FiguresAsync(connection, [.. places.Select(place => place.Id)], "overall", ct)).ToDictionary(
            figure => figure.CellId
        );
        var verdicts = (await VerdictsAsync(connection, waveId, ct)).ToDictionary(verdict => verdict.CellId);
        return new PairMatrix(
            await ResultReading.UnitsAsync(connection, waveId, ct),
            [
                .. places.Select(place => new PairCell(
                    place.Kind,
                    place.ProviderUnitId,
                    place.CustomerUnitId,
                    figures.GetValueOrDefault(place.Id),
                    place.Relationship,
                    place.RelationshipCellId is { } id ? verdicts.GetValueOrDefault(id) : null
                )),
            ]
        );
    }

    private static Task<IReadOnlyList<Place>> PlacesAsync(NpgsqlConnection connection, Viewer viewer, long waveId, CancellationToken ct)
    {
        var readable = viewer.ScopeOf(Right.ReadResults);
        return connection.ListAsync<Place>(
            $"""
            with asked as (
                select provider_unit_id, customer_unit_id, min(code) as code, min(relationship_id) as relationship_id
                from wave_relationship
                where wave_id = @waveId and not_asked is null
                group by provider_unit_id, customer_unit_id
                having count(*) = 1
            )
            select cell.id, cell.kind, cell.provider_unit_id, cell.customer_unit_id, asked.code as relationship,
                   whole.id as relationship_cell_id
            from publication_cell cell
            join wave on wave.id = cell.wave_id and wave.state = 'sealed'
            left join asked on cell.kind = 'pair' and asked.provider_unit_id = cell.provider_unit_id
                           and asked.customer_unit_id = cell.customer_unit_id
            left join publication_cell whole on whole.wave_id = @waveId and whole.kind = 'relationship'
                                            and whole.relationship_id = asked.relationship_id
            where cell.wave_id = @waveId and cell.kind in ('pair', 'provider', 'customer', 'organisation')
              and {readable.Condition("cell.provider_unit_id", "cell.customer_unit_id")}
            order by cell.id
            """,
            new { waveId, units = readable.UnitIds },
            ct
        );
    }

    private static async Task<IReadOnlyList<PublishedVerdict>> VerdictsAsync(NpgsqlConnection connection, long waveId, CancellationToken ct)
    {
        var cells = await FigureReading.PlannedCellsAsync(connection, "wave_id = @waveId and kind = 'relationship'", new { waveId }, ct);
        return await MarkedVerdicts.ReadAsync(connection, cells, "item = 'overall' and against = 'before'", ct);
    }

    private sealed record Place(
        long Id,
        CellKind Kind,
        long? ProviderUnitId,
        long? CustomerUnitId,
        string? Relationship,
        long? RelationshipCellId
    );
}
