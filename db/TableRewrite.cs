using Npgsql;

namespace Survey.Db;

/// <summary>
/// Writes a table into a new file: deleted rows stay in the old file, even after a vacuum. The old file is deleted at commit;
/// a crash before leaves the table as it was.
/// </summary>
internal static class TableRewrite
{
    /// <summary>No foreign key may refer to the table. Order null: the present order of rows.</summary>
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

    /// <summary>For tables with incoming foreign keys. Type: the present one (text, date or timestamptz). No index on the column.</summary>
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
