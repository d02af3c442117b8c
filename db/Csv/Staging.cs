using Npgsql;

namespace Survey.Db.Csv;

internal static class Staging
{
    private const long Lock = 5_372_019_447_112_010;

    /// <summary>Waits until no other import runs. The lock is held to the end of the transaction.</summary>
    public static Task OneAtATimeAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.RunAsync("select pg_advisory_xact_lock(@Lock)", new { Lock }, ct);

    /// <summary>Fills a new temporary table that is dropped at commit. Rows are streamed. Returns the number of rows.</summary>
    /// <param name="columns">Name and type of each column, the copied ones first: <c>"line int, code text"</c>.</param>
    public static async Task<int> FillAsync(
        NpgsqlConnection connection,
        string table,
        string columns,
        string copied,
        IEnumerable<object?[]> rows,
        CancellationToken ct
    )
    {
        await connection.RunAsync($"drop table if exists pg_temp.{table}; create temp table {table} ({columns}) on commit drop", null, ct);
        await using var copy = await connection.BeginBinaryImportAsync($"copy {table} ({copied}) from stdin (format binary)", ct);
        foreach (var row in rows)
        {
            await copy.WriteRowAsync(ct, row);
        }
        var count = await copy.CompleteAsync(ct);
        await copy.CloseAsync(ct);
        await connection.RunAsync($"analyze {table}", null, ct);
        return (int)count;
    }

    public static async Task CheckUniqueAsync(
        NpgsqlConnection connection,
        string table,
        string column,
        Problems problems,
        CancellationToken ct
    )
    {
        var repeated = await connection.ListAsync<Repeated>(
            $"""
            select line, {column} as value, first_line
            from (select line, {column}, min(line) over (partition by lower({column})) as first_line
                  from {table} where {column} is not null) as found
            where line > first_line
            order by line
            """,
            null,
            ct
        );
        foreach (var row in repeated)
        {
            problems.Add(row.Line, column, new("problems.csv.repeated", row.Value, row.FirstLine));
        }
    }

    private sealed record Repeated(int Line, string Value, int FirstLine);
}
