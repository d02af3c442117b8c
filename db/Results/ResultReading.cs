using Npgsql;
using Survey.Db.Languages;

namespace Survey.Db.Results;

/// <summary>A relationship in one wave, for its trend.</summary>
public sealed record TrendPoint(SealedWave Wave, PublishedCell Cell);

/// <summary>A relationship with its figures in a wave.</summary>
public sealed record RelationshipResult(ReportedRelationship Relationship, PublishedCell Cell);

/// <summary>A unit as it was named when the wave opened.</summary>
public sealed record WaveUnit(long UnitId, string Code, LocalizedText Names, long? ParentId);

/// <summary>What pages, reports and the API read of a sealed wave. Everything is found by the plan; nothing is computed here.</summary>
public static class ResultReading
{
    /// <summary>The cells of one relationship: all its customers first, then by customer unit and by employment.</summary>
    public static Task<IReadOnlyList<PublishedCell>> CellsAsync(
        NpgsqlConnection connection, long waveId, long relationshipId, CancellationToken ct) =>
        FigureReading.CellsAsync(connection, "wave_id = @waveId and relationship_id = @relationshipId", new { waveId, relationshipId }, ct);

    /// <summary>The relationship's waves up to and including <paramref name="until"/>, oldest first, at most <paramref name="most"/>.</summary>
    public static async Task<IReadOnlyList<TrendPoint>> TrendAsync(
        NpgsqlConnection connection, ReportedRelationship relationship, SealedWave until, int most, CancellationToken ct)
    {
        var waves = (await SealedWaves.OfRelationshipAsync(connection, relationship.Code, ct))
            .SkipWhile(wave => wave.Id != until.Id).Take(most).Reverse().ToList();
        var cells = await FigureReading.CellsAsync(
            connection,
            "kind = 'relationship' and relationship_id = @id and wave_id = any(@waves)",
            new { relationship.Id, waves = waves.Select(wave => wave.Id).ToArray() }, ct);
        var byWave = cells.ToDictionary(cell => cell.Cell.WaveId);
        return [.. waves.Where(wave => byWave.ContainsKey(wave.Id)).Select(wave => new TrendPoint(wave, byWave[wave.Id]))];
    }

    /// <summary>Every relationship that was asked in the wave, by code, with the figures of all its customers.</summary>
    public static async Task<IReadOnlyList<RelationshipResult>> RelationshipsAsync(
        NpgsqlConnection connection, long waveId, CancellationToken ct)
    {
        var relationships = await ReportedRelationship.ListAsync(connection, waveId, ct);
        var cells = (await FigureReading.CellsAsync(connection, "kind = 'relationship' and wave_id = @waveId", new { waveId }, ct))
            .ToDictionary(cell => cell.Cell.RelationshipId!.Value);
        return [.. relationships.Where(row => cells.ContainsKey(row.Id)).Select(row => new RelationshipResult(row, cells[row.Id]))];
    }

    /// <summary>The roll-up of the whole wave; null when the plan has none.</summary>
    public static async Task<PublishedCell?> OrganisationAsync(NpgsqlConnection connection, long waveId, CancellationToken ct) =>
        (await FigureReading.CellsAsync(connection, "kind = 'organisation' and wave_id = @waveId", new { waveId }, ct)).SingleOrDefault();

    /// <summary>A unit's roll-ups: as provider and as customer, each null when the plan has none.</summary>
    public static async Task<(PublishedCell? AsProvider, PublishedCell? AsCustomer)> UnitAsync(
        NpgsqlConnection connection, long waveId, long unitId, CancellationToken ct)
    {
        var cells = await FigureReading.CellsAsync(connection, """
            wave_id = @waveId and (kind = 'provider' and provider_unit_id = @unitId or kind = 'customer' and customer_unit_id = @unitId)
            """, new { waveId, unitId }, ct);
        return (cells.SingleOrDefault(cell => cell.Cell.Kind == CellKind.Provider),
            cells.SingleOrDefault(cell => cell.Cell.Kind == CellKind.Customer));
    }

    /// <summary>The unit tree as it was when the wave opened.</summary>
    public static Task<IReadOnlyList<WaveUnit>> UnitsAsync(NpgsqlConnection connection, long waveId, CancellationToken ct) =>
        connection.ListAsync<WaveUnit>("""
            select wave_unit.unit_id, wave_unit.code, wave_unit.names, wave_unit.parent_id
            from wave_unit join wave on wave.id = wave_unit.wave_id and wave.state = 'sealed'
            where wave_unit.wave_id = @waveId
            order by lower(wave_unit.code)
            """, new { waveId }, ct);
}
