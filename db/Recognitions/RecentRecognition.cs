using Npgsql;
using Survey.Db.Viewers;

namespace Survey.Db.Recognitions;

/// <param name="On">In UTC.</param>
public sealed record RecentRecognition(Recognition Recognition, DateOnly On)
{
    private const int Most = 3;

    /// <summary>The last ones of what the viewer may read the thanks of.</summary>
    public static async Task<IReadOnlyList<RecentRecognition>> ListAsync(NpgsqlConnection connection, Viewer viewer, CancellationToken ct)
    {
        var scope = viewer.ScopeOf(Right.ReadComments);
        var rows = await connection.ListAsync<Row>(
            $"""
            select recognition.id, (recognition.passed_on_at at time zone 'UTC')::date as passed_on
            from recognition
            join wave_relationship as asked using (wave_id, relationship_id)
            where {scope.Condition("asked.provider_unit_id")}
            order by recognition.passed_on_at desc, recognition.id
            limit @Most
            """,
            new { units = scope.UnitIds, Most },
            ct
        );
        var read = await Recognition.ReadAsync(connection, [.. rows.Select(row => row.Id)], ct);
        return [.. rows.Select(row => new RecentRecognition(read[row.Id], row.PassedOn))];
    }

    private sealed record Row(Guid Id, DateOnly PassedOn);
}
