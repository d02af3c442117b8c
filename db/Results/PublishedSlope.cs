using Npgsql;

namespace Survey.Db.Results;

public static class Direction
{
    public const string Up = "up";
    public const string Down = "down";

    /// <summary>The interval of the slope contains 0.</summary>
    public const string None = "none";
}

/// <summary>The slope of a rating over the last waves up to this one.</summary>
/// <param name="Waves">How many waves were used: those with enough answers for trends.</param>
/// <param name="PerYear">In points of the scale, two decimals; Low and High are the 95 % interval.</param>
public sealed record PublishedSlope(long CellId, string Item, int Waves, string Direction, double PerYear, double Low, double High)
{
    public static Task<IReadOnlyList<PublishedSlope>> OfCellAsync(NpgsqlConnection connection, long cellId, CancellationToken ct) =>
        connection.ListAsync<PublishedSlope>(
            "select cell_id, item, waves, direction, per_year, low, high from published_slope where cell_id = @cellId",
            new { cellId },
            ct
        );

    public static async Task StoreAsync(NpgsqlConnection connection, IEnumerable<PublishedSlope> slopes, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy published_slope (cell_id, item, waves, direction, per_year, low, high) from stdin (format binary)",
            ct
        );
        foreach (var slope in slopes)
        {
            await copy.WriteRowAsync(ct, slope.CellId, slope.Item, slope.Waves, slope.Direction, slope.PerYear, slope.Low, slope.High);
        }
        await copy.CompleteAsync(ct);
    }
}
