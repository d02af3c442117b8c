using Npgsql;
using Survey.Db.Csv;
using Survey.Db.People;
using Survey.Db.Waves;

namespace Survey.Db.History;

/// <summary>Reporting groups of imported rows (rule A1). The respondent's unit is unknown; the employment kind may be known.</summary>
internal sealed class HistoryGroups(NpgsqlConnection connection, IReadOnlyList<HistoryRelationship> relationships)
{
    public async Task WriteAsync(long waveId, string wave, CancellationToken ct)
    {
        var sizes = await connection.ListAsync<Size>(
            """
            select i.relationship_id, i.employment, r.minimum_group, count(*)::int as rows
            from import_response i
            join wave_relationship r on r.wave_id = @waveId and r.relationship_id = i.relationship_id
            where i.wave = @wave
            group by i.relationship_id, i.employment, r.minimum_group
            """,
            new { waveId, wave },
            ct
        );
        var units = relationships.ToDictionary(relationship => relationship.Id, relationship => relationship.CustomerUnitId);
        var chosen = sizes.GroupBy(size => size.RelationshipId).SelectMany(rows => Coarse([.. rows], units[rows.Key])).ToList();
        var ids = await InsertAsync(waveId, chosen, ct);
        await Staging.FillAsync(
            connection,
            "import_group",
            "relationship_id bigint, employment text, group_id bigint",
            "relationship_id, employment, group_id",
            chosen.Select(row =>
                new object?[] { row.Of.RelationshipId, row.Of.Employment.Text() ?? "", ids[(row.Of.RelationshipId, row.Group.Employment)] }
            ),
            ct
        );
    }

    private static IEnumerable<(Size Of, ReportingGroup Group)> Coarse(Size[] sizes, long customerUnitId)
    {
        var people = sizes.SelectMany(size => Enumerable.Repeat(new ReportingGroup(customerUnitId, size.Employment), size.Rows)).ToList();
        var coarse = ReportingGroups.Coarsen(people, customerUnitId, sizes[0].MinimumGroup);
        var first = 0;
        foreach (var size in sizes)
        {
            yield return (size, coarse[first]);
            first += size.Rows;
        }
    }

    private async Task<Dictionary<(long RelationshipId, Employment? Employment), long>> InsertAsync(
        long waveId,
        List<(Size Of, ReportingGroup Group)> chosen,
        CancellationToken ct
    )
    {
        var groups = chosen.GroupBy(row => (row.Of.RelationshipId, row.Group)).ToList();
        var rows = await connection.ListAsync<(long RelationshipId, Employment? Employment, long Id)>(
            """
            insert into reporting_group (wave_id, relationship_id, customer_unit_id, employment, answered)
            select @waveId, * from unnest(@relationships, @units, @employments, @answered)
            returning relationship_id, employment, id
            """,
            new
            {
                waveId,
                relationships = groups.Select(group => group.Key.RelationshipId).ToArray(),
                units = groups.Select(group => group.Key.Group.CustomerUnitId).ToArray(),
                employments = groups.Select(group => group.Key.Group.Employment.Text()).ToArray(),
                answered = groups.Select(group => group.Sum(row => row.Of.Rows)).ToArray(),
            },
            ct
        );
        return rows.ToDictionary(row => (row.RelationshipId, row.Employment), row => row.Id);
    }

    private sealed record Size(long RelationshipId, Employment? Employment, int MinimumGroup, int Rows);
}
