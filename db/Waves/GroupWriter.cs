using Npgsql;
using Survey.Db.People;
using Survey.Db.Waves.Sampling;

namespace Survey.Db.Waves;

internal static class GroupWriter
{
    /// <returns>Group ids by relationship and cell of the selection; null: nobody of the cell is invited.</returns>
    public static async Task<long?[][]> WriteAsync(NpgsqlConnection connection, long waveId, Selection selection, CancellationToken ct)
    {
        var groups = selection.Relationships.Select(chosen => chosen.ReportingGroups()).ToArray();
        var rows = selection
            .Relationships.Zip(groups)
            .SelectMany(row =>
                row.First.Cells.Where(cell => cell.Invited.Count > 0)
                    .GroupBy(cell => row.Second[cell.Cell.Group])
                    .Select(group => new NewGroup(
                        row.First.Relationship.Id,
                        group.Key,
                        group.Sum(cell => cell.Invited.Count),
                        group.Sum(cell => cell.Cell.Customers)
                    ))
            );
        var ids = (await InsertAsync(connection, waveId, [.. rows], ct)).ToDictionary(
            row => (row.RelationshipId, new ReportingGroup(row.CustomerUnitId, row.Employment)),
            row => row.Id
        );
        return
        [
            .. selection
                .Relationships.Zip(groups)
                .Select(row =>
                    row.First.Cells.Select(cell =>
                            cell.Invited.Count == 0 ? (long?)null : ids[(row.First.Relationship.Id, row.Second[cell.Cell.Group])]
                        )
                        .ToArray()
                ),
        ];
    }

    private static Task<IReadOnlyList<WrittenGroup>> InsertAsync(
        NpgsqlConnection connection,
        long waveId,
        NewGroup[] rows,
        CancellationToken ct
    ) =>
        connection.ListAsync<WrittenGroup>(
            """
            insert into reporting_group (wave_id, relationship_id, customer_unit_id, employment, invited, customers)
            select @waveId, * from unnest(@relationships, @units, @employments, @invited, @customers)
            returning id, relationship_id, customer_unit_id, employment
            """,
            new
            {
                waveId,
                relationships = rows.Select(row => row.RelationshipId).ToArray(),
                units = rows.Select(row => row.Group.CustomerUnitId).ToArray(),
                employments = rows.Select(row => row.Group.Employment.Text()).ToArray(),
                invited = rows.Select(row => row.Invited).ToArray(),
                customers = rows.Select(row => row.Customers).ToArray(),
            },
            ct
        );

    private sealed record NewGroup(long RelationshipId, ReportingGroup Group, int Invited, int Customers);

    private sealed record WrittenGroup(long Id, long RelationshipId, long CustomerUnitId, Employment? Employment);
}
