using Npgsql;

namespace Survey.Db;

/// <summary>
/// Writes the rows that a table has now into a new file, in the caller's transaction. What was deleted or changed stays in a table's
/// file, even after a vacuum; the old file goes with the commit, and a crash before leaves it as it was.
/// </summary>
internal static class TableRewrite
{
    /// <param name="table">No foreign key leads to it.</param>
    /// <param name="order">Columns by which the rows are written; null: in the order in which they lie.</param>
    public static Task CopyAsync(NpgsqlConnection connection, string table, string? order, CancellationToken ct) =>
        connection.RunAsync(
            $"""
            create temp table rewritten on commit drop as select * from {table};
            truncate {table};
            insert into {table} select * from rewritten {(order is null ? "" : $"order by {order}")};
            drop table rewritten;
            """,
            null,
            ct
        );

    /// <summary>The same for a table to which foreign keys lead: a change of a column's type, to the type that it has.</summary>
    /// <param name="column">Stands in no index and no key.</param>
    /// <param name="type">text, date or timestamptz.</param>
    public static Task RetypeAsync(NpgsqlConnection connection, string table, string column, string type, CancellationToken ct)
    {
        var same = type switch
        {
            "text" => "|| ''",
            "date" => "+ 0",
            _ => "+ interval '0'",
        };
        return connection.RunAsync($"alter table {table} alter column {column} type {type} using {column} {same}", null, ct);
    }
}
