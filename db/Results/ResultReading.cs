using Npgsql;
using Survey.Db.Languages;
using Survey.Db.Questionnaires;

namespace Survey.Db.Results;

public sealed record TrendPoint(SealedWave Wave, PublishedCell Cell);

public sealed record RelationshipResult(ReportedRelationship Relationship, PublishedCell Cell, Questionnaire Questionnaire)
{
    public PublishedFigure? Overall => Cell.Of(Item.Overall);

    public WeakSteps Weak { get; init; } = new(Median: null);
}

public sealed record WaveUnit(long UnitId, string Code, LocalizedText Names, long? ParentId);

/// <summary>Published results of sealed waves. Nothing is computed here.</summary>
public static class ResultReading
{
    /// <summary>All customers first, then by customer unit and by employment kind.</summary>
    public static Task<IReadOnlyList<PublishedCell>> CellsAsync(
        NpgsqlConnection connection,
        long waveId,
        long relationshipId,
        CancellationToken ct
    ) =>
        FigureReading.CellsAsync(connection, "wave_id = @waveId and relationship_id = @relationshipId", new { waveId, relationshipId }, ct);

    /// <summary>In one query: the relationship's cells, all customers of relationships beside it, and of itself in other waves.</summary>
    public static Task<IReadOnlyList<PublishedCell>> CellsAsync(
        NpgsqlConnection connection,
        long waveId,
        long relationshipId,
        long[] beside,
        long[] waves,
        CancellationToken ct
    ) =>
        FigureReading.CellsAsync(
            connection,
            """
            wave_id = @waveId and kind in ('relationship', 'relationship_unit', 'relationship_employment')
                and relationship_id = @relationshipId
            or wave_id = @waveId and kind = 'relationship' and relationship_id = any(@beside)
            or wave_id = any(@waves) and kind = 'relationship' and relationship_id = @relationshipId
            """,
            new
            {
                waveId,
                relationshipId,
                beside,
                waves,
            },
            ct
        );

    public static async Task<IReadOnlyList<RelationshipResult>> RelationshipsAsync(
        NpgsqlConnection connection,
        long waveId,
        Func<ReportedRelationship, bool> isWanted,
        CancellationToken ct
    )
    {
        var relationships = (await ReportedRelationship.ListAsync(connection, waveId, ct)).Where(isWanted).ToList();
        var ids = relationships.Select(row => row.Id).ToArray();
        var cells = (
            await FigureReading.CellsAsync(
                connection,
                "wave_id = @waveId and kind = 'relationship' and relationship_id = any(@ids)",
                new { waveId, ids },
                ct
            )
        ).ToDictionary(cell => cell.Cell.RelationshipId!.Value);
        var questionnaires = await ReportedRelationship.QuestionnairesAsync(connection, waveId, ids, ct);
        var weak = await WeakSteps.ReadAsync(connection, waveId, ct);
        return
        [
            .. relationships
                .Where(row => cells.ContainsKey(row.Id))
                .Select(row => new RelationshipResult(row, cells[row.Id], questionnaires[row.Id]) { Weak = weak }),
        ];
    }

    /// <summary>Waves whose plan has no roll-up of the organisation are missing.</summary>
    public static Task<IReadOnlyList<PublishedCell>> OrganisationsAsync(NpgsqlConnection connection, long[] waves, CancellationToken ct) =>
        FigureReading.CellsAsync(connection, "kind = 'organisation' and wave_id = any(@waves)", new { waves }, ct);

    /// <summary>The unit's roll-ups; null: not in the plan.</summary>
    public static async Task<(PublishedCell? AsProvider, PublishedCell? AsCustomer)> UnitAsync(
        NpgsqlConnection connection,
        long waveId,
        long unitId,
        CancellationToken ct
    )
    {
        var cells = await FigureReading.CellsAsync(
            connection,
            """
            wave_id = @waveId and (kind = 'provider' and provider_unit_id = @unitId or kind = 'customer' and customer_unit_id = @unitId)
            """,
            new { waveId, unitId },
            ct
        );
        return (
            cells.SingleOrDefault(cell => cell.Cell.Kind == CellKind.Provider),
            cells.SingleOrDefault(cell => cell.Cell.Kind == CellKind.Customer)
        );
    }

    public static async Task<IReadOnlySet<long>> UnitsWithResultsAsync(NpgsqlConnection connection, long waveId, CancellationToken ct) =>
        (
            await connection.ListAsync<long>(
                """
                select distinct coalesce(provider_unit_id, customer_unit_id)
                from publication_cell
                where wave_id = @waveId and kind in ('provider', 'customer')
                """,
                new { waveId },
                ct
            )
        ).ToHashSet();

    public static Task<IReadOnlyList<WaveUnit>> UnitsAsync(NpgsqlConnection connection, long waveId, CancellationToken ct) =>
        connection.ListAsync<WaveUnit>(
            """
            select wave_unit.unit_id, wave_unit.code, wave_unit.names, wave_unit.parent_id
            from wave_unit join wave on wave.id = wave_unit.wave_id and wave.state = 'sealed'
            where wave_unit.wave_id = @waveId
            order by lower(wave_unit.code)
            """,
            new { waveId },
            ct
        );

    /// <summary>Units of several waves, each as it was in the newest of them.</summary>
    public static Task<IReadOnlyList<WaveUnit>> LatestUnitsAsync(NpgsqlConnection connection, long[] waves, CancellationToken ct) =>
        connection.ListAsync<WaveUnit>(
            """
            select unit_id, code, names, parent_id
            from (
                select distinct on (wave_unit.unit_id) wave_unit.*
                from wave_unit join wave on wave.id = wave_unit.wave_id and wave.state = 'sealed'
                where wave_unit.wave_id = any(@waves)
                order by wave_unit.unit_id, wave.closed_at desc, wave.id desc
            ) as newest
            order by lower(code)
            """,
            new { waves },
            ct
        );
}
