using Npgsql;

namespace Survey.Db.Results;

/// <summary>Difference of the overall ratings of two relationships that serve each other in one wave.</summary>
/// <param name="Clear">Larger than chance explains.</param>
/// <param name="Difference">Mean of the cell minus mean of the other, in points of the scale.</param>
/// <param name="Low">95 % interval of the difference; null: none.</param>
public sealed record PublishedGap(long CellId, long OtherCellId, bool Clear, double Difference, double? Low, double? High)
{
    public PublishedGap Reversed => new(OtherCellId, CellId, Clear, 0 - Difference, 0 - High, 0 - Low);

    public static async Task<IReadOnlyList<PublishedGap>> OfCellAsync(NpgsqlConnection connection, long cellId, CancellationToken ct) =>
        [
            .. (
                await connection.ListAsync<PublishedGap>(
                    """
                    select cell_id, other_cell_id, clear, difference, low, high from published_gap
                    where cell_id = @cellId or other_cell_id = @cellId
                    """,
                    new { cellId },
                    ct
                )
            ).Select(gap => gap.CellId == cellId ? gap : gap.Reversed),
        ];

    public static Task<IReadOnlyList<PublishedGap>> TakeAsync(NpgsqlConnection connection, long waveId, CancellationToken ct) =>
        connection.ListAsync<PublishedGap>(
            """
            delete from published_gap where cell_id in (select id from publication_cell where wave_id = @waveId)
            returning cell_id, other_cell_id, clear, difference, low, high
            """,
            new { waveId },
            ct
        );

    public static async Task StoreAsync(NpgsqlConnection connection, IEnumerable<PublishedGap> gaps, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy published_gap (cell_id, other_cell_id, clear, difference, low, high) from stdin (format binary)",
            ct
        );
        foreach (var gap in gaps)
        {
            await copy.WriteRowAsync(ct, gap.CellId, gap.OtherCellId, gap.Clear, gap.Difference, gap.Low, gap.High);
        }
        await copy.CompleteAsync(ct);
    }
}
