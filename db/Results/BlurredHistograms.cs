using Npgsql;

namespace Survey.Db.Results;

public static class BlurredHistograms
{
    /// <summary>For queries that name the table histogram.</summary>
    internal const string Columns =
        "histogram.cell_id, histogram.item, histogram.counts, histogram.n, histogram.size, histogram.shown, histogram.people";

    internal const int ColumnCount = 7;

    internal static BlurredHistogram Read(NpgsqlDataReader row, int first) =>
        new(
            row.GetInt64(first),
            row.GetString(first + 1),
            row.GetFieldValue<double[]>(first + 2),
            row.GetDouble(first + 3),
            row.GetDouble(first + 4),
            row.GetInt32(first + 5),
            row.GetInt32(first + 6)
        );

    /// <returns>Null: the cell is hidden.</returns>
    internal static async Task<BlurredHistogram?> FindAsync(NpgsqlConnection connection, long cellId, string item, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"""
            select {Columns}
            from blurred_histogram histogram
            where cell_id = $1 and item = $2
            """,
            connection
        );
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = cellId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = item });
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? Read(row, 0) : null;
    }

    public static async Task StoreAsync(NpgsqlConnection connection, IEnumerable<BlurredHistogram> histograms, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy blurred_histogram (cell_id, item, counts, n, size, shown, people) from stdin (format binary)",
            ct
        );
        foreach (var row in histograms)
        {
            await copy.WriteRowAsync(ct, row.CellId, row.Item, row.Counts, row.N, row.Size, row.Shown, row.People);
        }
        await copy.CompleteAsync(ct);
    }
}
