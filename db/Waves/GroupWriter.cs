using Npgsql;

namespace Survey.Db.Waves;

/// <summary>Writes the reporting groups of a wave that opens.</summary>
internal static class GroupWriter
{
    /// <returns>For each relationship of the selection, the id of the group of each invited person, in the order of its Invited.</returns>
    public static async Task<long[][]> WriteAsync(
        NpgsqlConnection connection, long waveId, OpeningSituation situation, Selection selection, CancellationToken ct)
    {
        var groups = selection.Relationships.Select(chosen => Coarse(situation, chosen)).ToArray();
        var rows = groups
            .SelectMany((people, index) => people.CountBy(group => group)
                .Select(size => new NewGroup(selection.Relationships[index].Relationship.Id, size.Key, size.Value)))
            .ToArray();
        var ids = (await InsertAsync(connection, waveId, rows, ct))
            .ToDictionary(row => (row.RelationshipId, new ReportingGroup(row.CustomerUnitId, row.Employment)), row => row.Id);
        return [.. groups.Select((people, index) =>
            people.Select(group => ids[(selection.Relationships[index].Relationship.Id, group)]).ToArray())];
    }

    /// <summary>The coarsened group of each invited person.</summary>
    public static ReportingGroup[] Coarse(OpeningSituation situation, SelectedRelationship chosen)
    {
        var customerUnit = chosen.Relationship.CustomerUnitId;
        var people = chosen.Invited.Select(index => situation.People[index])
            .Select(person => new ReportingGroup(situation.Units.ChildTowards(person.UnitId, customerUnit), person.Employment))
            .ToArray();
        return ReportingGroups.Coarsen(people, customerUnit, chosen.Group);
    }

    private static Task<IReadOnlyList<WrittenGroup>> InsertAsync(NpgsqlConnection connection, long waveId, NewGroup[] rows, CancellationToken ct) =>
        connection.ListAsync<WrittenGroup>("""
            insert into reporting_group (wave_id, relationship_id, customer_unit_id, employment, invited)
            select @waveId, * from unnest(@relationships, @units, @employments, @invited)
            returning id, relationship_id, customer_unit_id, employment
            """, new
        {
            waveId,
            relationships = rows.Select(row => row.RelationshipId).ToArray(),
            units = rows.Select(row => row.Group.CustomerUnitId).ToArray(),
            employments = rows.Select(row => row.Group.Employment).ToArray(),
            invited = rows.Select(row => row.Invited).ToArray(),
        }, ct);

    private sealed record NewGroup(long RelationshipId, ReportingGroup Group, int Invited);

    private sealed record WrittenGroup(long Id, long RelationshipId, long CustomerUnitId, string? Employment);
}
