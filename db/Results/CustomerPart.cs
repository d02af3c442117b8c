using Npgsql;
using Survey.Db.Viewers;

namespace Survey.Db.Results;

/// <summary>Where a published cell of a part of a relationship's customers is.</summary>
public sealed record CustomerPartPlace(long CellId, long WaveId, long RelationshipId, long UnitId);

/// <summary>How one unit rates a service that others receive, too, such as one for everybody. Result has this unit's cell.</summary>
/// <remarks>Has no median of the wave: the viewer may not see the other cells.</remarks>
public sealed record CustomerPart(WaveUnit Unit, RelationshipResult Result);

/// <summary>
/// For viewers who may not see the whole relationship because its customer unit is above theirs: the cells of those direct children of the
/// customer unit that are theirs (rule F1). A cell without a shown figure is left out.
/// </summary>
public static class CustomerParts
{
    /// <param name="relationship">Code; null: of all relationships.</param>
    /// <returns>The last closed wave first.</returns>
    public static async Task<IReadOnlyList<CustomerPartPlace>> PlacesAsync(
        NpgsqlConnection connection,
        Viewer viewer,
        string? relationship,
        CancellationToken ct
    )
    {
        var readable = viewer.ScopeOf(Right.ReadResults);
        return await connection.ListAsync<CustomerPartPlace>(
            $"""
            select cell.id as cell_id, cell.wave_id, cell.relationship_id, cell.customer_unit_id as unit_id
            from publication_cell cell
            join wave on wave.id = cell.wave_id and wave.state = 'sealed'
            join wave_relationship asked on asked.wave_id = cell.wave_id and asked.relationship_id = cell.relationship_id
            join wave_unit part on part.wave_id = cell.wave_id and part.unit_id = cell.customer_unit_id
                               and part.parent_id = asked.customer_unit_id
            join relationship on relationship.id = cell.relationship_id
            where cell.kind = 'relationship_unit' and asked.not_asked is null
              and (@relationship::text is null or lower(relationship.code) = lower(@relationship))
              and {readable.Condition("cell.customer_unit_id")}
              and not {readable.Condition("asked.provider_unit_id", "asked.customer_unit_id")}
              and exists (select from published_figure figure where figure.cell_id = cell.id and figure.shown <> 'hidden')
            order by wave.closed_at desc, wave.id desc, cell.id
            """,
            new { relationship, units = readable.UnitIds },
            ct
        );
    }

    public static async Task<IReadOnlyList<CustomerPart>> ReadAsync(
        NpgsqlConnection connection,
        IEnumerable<CustomerPartPlace> places,
        CancellationToken ct
    )
    {
        var parts = new List<CustomerPart>();
        foreach (var wave in places.GroupBy(place => place.WaveId))
        {
            var ids = wave.Select(place => place.CellId).ToArray();
            var cells = await FigureReading.CellsAsync(connection, "id = any(@ids)", new { ids }, ct);
            var asked = (await ReportedRelationship.ListAsync(connection, wave.Key, ct)).ToDictionary(one => one.Id);
            var questionnaires = await ReportedRelationship.QuestionnairesAsync(connection, wave.Key, [.. asked.Keys], ct);
            var units = (await ResultReading.UnitsAsync(connection, wave.Key, ct)).ToDictionary(unit => unit.UnitId);
            parts.AddRange(
                cells.Select(cell => new CustomerPart(
                    units[cell.Cell.CustomerUnitId!.Value],
                    new RelationshipResult(asked[cell.Cell.RelationshipId!.Value], cell, questionnaires[cell.Cell.RelationshipId!.Value])
                ))
            );
        }
        return parts;
    }
}
