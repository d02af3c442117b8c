using Npgsql;

namespace Survey.Db.Results;

/// <summary>Results of a step over all customers of a relationship (rules D4 and D5). Item is its code.</summary>
/// <param name="Importance">Per cent of the overall rating's variance that the step explains; null: too few people.</param>
/// <param name="Reached">Per cent who rated no step up to this one below 4; null: too few people.</param>
public sealed record PublishedStep(long CellId, string Item, int? Importance, int? ImportanceLow, int? ImportanceHigh, int? Reached);

public static class PublishedSteps
{
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
