using Npgsql;

namespace Survey.Db;

/// <summary>Tables of single waves, which are parts of the tables of all waves.</summary>
internal static class Partitions
{
    /// <summary>
    /// Makes a table like <paramref name="parent"/> and attaches it. Attaching, unlike "create table ... partition of",
    /// does not lock out those who are answering another wave at this moment.
    /// </summary>
    public static Task AddAsync(NpgsqlConnection connection, string parent, string name, long waveId, CancellationToken ct) =>
        connection.RunAsync(
            $"""
            create table {name} (like {parent} including all);
            {SameStatistics(name, parent)}
            alter table {parent} attach partition {name} for values in ({waveId});
            """,
            null,
            ct
        );

    /// <summary>
    /// SQL that lets the planner keep no values of those columns of a new table of which it keeps none in <paramref name="model"/>:
    /// what it keeps stays in the files of the catalog when the table is dropped.
    /// </summary>
    public static string SameStatistics(string table, string model) =>
        $"""
            do $$
            declare
                unseen name;
            begin
                for unseen in select attname from pg_attribute where attrelid = '{model}'::regclass and attnum > 0 and attstattarget = 0 loop
                    execute format('alter table {table} alter column %I set statistics 0', unseen);
                end loop;
            end $$;
            """;
}
