using Npgsql;
using Survey.Db.Pulses;

namespace Survey.Db.Waves;

/// <summary>Everything that decides who is asked in a wave, as it is when the wave opens.</summary>
/// <param name="People">Every active person.</param>
/// <param name="Relationships">Those that the pulse names, by code.</param>
/// <param name="Pauses">(person, relationship) where the person asked to be left alone.</param>
/// <param name="Asked">For a relationship and a person, by their ids, what came before; absent: never asked.</param>
public sealed record OpeningSituation(
    IReadOnlyList<OpeningPerson> People,
    UnitTree Units,
    IReadOnlyList<OpeningRelationship> Relationships,
    IReadOnlySet<(long Person, long Relationship)> Pauses,
    IReadOnlyDictionary<long, IReadOnlyDictionary<long, AskedBefore>> Asked)
{
    /// <param name="now">The instant of opening; its day in the pulse's time zone decides who is active and who is to be left in peace.</param>
    /// <param name="closesAt">Whoever leaves before is not asked.</param>
    public static async Task<OpeningSituation> LoadAsync(
        NpgsqlConnection connection, Pulse pulse, DateTimeOffset now, DateTimeOffset closesAt, CancellationToken ct)
    {
        var units = await connection.ListAsync<UnitRow>("select id, parent_id from unit", null, ct);
        var relationships = await OpeningRelationship.ListAsync(connection, pulse, ct);
        return new OpeningSituation(
            await OpeningPerson.ListAsync(connection, pulse, now, closesAt, ct),
            new UnitTree(units.ToDictionary(unit => unit.Id, unit => unit.ParentId)),
            relationships,
            await PausesAsync(connection, LocalTime.DayOf(now, pulse.TimeZone), ct),
            await AskedBefore.ReadAsync(connection, [.. relationships.Select(relationship => relationship.Id)], ct));
    }

    private static async Task<IReadOnlySet<(long, long)>> PausesAsync(NpgsqlConnection connection, DateOnly day, CancellationToken ct) =>
        (await connection.ListAsync<PauseRow>(
            "select person_id, relationship_id from relationship_pause where until >= @day", new { day }, ct))
        .Select(pause => (pause.PersonId, pause.RelationshipId)).ToHashSet();

    private sealed record UnitRow(long Id, long? ParentId);

    private sealed record PauseRow(long PersonId, long RelationshipId);
}
