using Npgsql;

namespace Survey.Db.Results;

/// <summary>Stored verdicts, marked where relationships were asked otherwise in the wave that they are compared with (rule D10).</summary>
internal static class MarkedVerdicts
{
    private sealed record Compared(long RelationshipId, long WaveId, long OtherWaveId);

    /// <param name="which">Condition on published_verdict from this folder. Never user input.</param>
    public static async Task<IReadOnlyList<PublishedVerdict>> ReadAsync(
        NpgsqlConnection connection,
        IReadOnlyList<PublicationCell> cells,
        string which,
        CancellationToken ct
    )
    {
        var verdicts = await connection.ListAsync<PublishedVerdict>(
            $"""
            select {PublishedVerdict.Columns}
            from published_verdict
            where cell_id = any(@ids) and {which}
            """,
            new { ids = cells.Select(cell => cell.Id).ToArray() },
            ct
        );
        var rated = cells.Where(cell => cell.Kind == CellKind.Relationship).ToDictionary(cell => cell.Id);
        var compared = verdicts
            .Where(verdict => verdict.OtherWaveId is not null)
            .Select(verdict => new Compared(
                rated[verdict.CellId].RelationshipId!.Value,
                rated[verdict.CellId].WaveId,
                verdict.OtherWaveId!.Value
            ))
            .ToHashSet();
        var broken = compared.Count == 0 ? [] : await BrokenAsync(connection, [.. compared], ct);
        if (broken.Length == 0)
        {
            return verdicts;
        }
        var histories = await AskedHistory.ReadAsync(connection, broken, ct);
        return
        [
            .. verdicts.Select(verdict =>
                rated.TryGetValue(verdict.CellId, out var cell) && histories.TryGetValue(cell.RelationshipId!.Value, out var history)
                    ? history.Mark(verdict, cell.WaveId)
                    : verdict
            ),
        ];
    }

    /// <summary>Relationships with another version or number of customers. They are few, and only theirs need the whole history.</summary>
    private static async Task<long[]> BrokenAsync(NpgsqlConnection connection, IReadOnlyList<Compared> compared, CancellationToken ct) =>
        [
            .. await connection.ListAsync<long>(
                """
                select distinct now.relationship_id
                from unnest(@relationships, @waves, @others) compared (relationship_id, wave_id, other_wave_id)
                join wave_relationship now on now.wave_id = compared.wave_id and now.relationship_id = compared.relationship_id
                join wave_relationship past on past.wave_id = compared.other_wave_id and past.relationship_id = compared.relationship_id
                where now.questionnaire_id <> past.questionnaire_id
                   or abs(now.customers - past.customers) * 100 > past.customers * @OtherCustomers
                """,
                new
                {
                    relationships = compared.Select(one => one.RelationshipId).ToArray(),
                    waves = compared.Select(one => one.WaveId).ToArray(),
                    others = compared.Select(one => one.OtherWaveId).ToArray(),
                    Thresholds.OtherCustomers,
                },
                ct
            ),
        ];
}
