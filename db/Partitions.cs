using Npgsql;

namespace Survey.Db;

internal static class Partitions
{
    /// <summary>Unlike "create table ... partition of", attaching does not lock out people who are answering another wave.</summary>
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

    /// <summary>Copies "statistics 0": sampled values would stay in the files of the catalog after the table is dropped.</summary>
    public static string SameStatistics(string table, string model) =>
        $"""
            do $$
            declare
                unseen name;
            begin
                for unseen in
                    select attname from pg_attribute
                    where attrelid = '{model}'::regclass and attnum > 0 and attstattarget = 0
                loop
                    execute format('alter table {table} alter column %I set statistics 0', unseen);
                end loop;
            end $$;
            """;
}
