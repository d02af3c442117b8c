using Npgsql;

namespace Survey.Db.Results;

/// <summary>How a step goes together with the rest of its service, over all customers of a relationship (rules D4 and D5).</summary>
/// <param name="Item">Code of the breakdown point.</param>
/// <param name="Importance">Per cent of the overall rating's variance that goes along with the step; null: too few people rated
/// everything.</param>
/// <param name="ImportanceLow">95 % interval, with <paramref name="ImportanceHigh"/>; null with <paramref name="Importance"/>.</param>
/// <param name="Reached">Per cent who rated neither this step nor one before it lower than 4, rounded coarsely; null: too few.</param>
public sealed record PublishedStep(long CellId, string Item, int? Importance, int? ImportanceLow, int? ImportanceHigh, int? Reached);

/// <summary>Reads and writes <c>published_step</c>.</summary>
public static class PublishedSteps
{
    /// <summary>Of one cell, in no particular order.</summary>
    public static Task<IReadOnlyList<PublishedStep>> OfAsync(NpgsqlConnection connection, long cellId, CancellationToken ct) =>
        connection.ListAsync<PublishedStep>(
            """
            select cell_id, item, importance, importance_low, importance_high, reached from published_step where cell_id = @cellId
            """,
            new { cellId },
            ct
        );

    public static async Task StoreAsync(NpgsqlConnection connection, IEnumerable<PublishedStep> steps, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            """
            copy published_step (cell_id, item, importance, importance_low, importance_high, reached) from stdin (format binary)
            """,
            ct
        );
        foreach (var step in steps)
        {
            await copy.WriteRowAsync(ct, step.CellId, step.Item, step.Importance, step.ImportanceLow, step.ImportanceHigh, step.Reached);
        }
        await copy.CompleteAsync(ct);
    }
}
