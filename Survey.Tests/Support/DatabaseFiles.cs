using System.Text;

namespace Survey.Tests.Support;

/// <summary>
/// The files of a test's database, read as somebody would who has its disk: tables, indexes, long values and the server's own catalog, with
/// everything that was deleted and is not overwritten yet.
/// </summary>
internal static class DatabaseFiles
{
    public static byte[] Bytes(Guid id) => id.ToByteArray(bigEndian: true);

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <returns>In the order of the needles: the tables and indexes whose files hold it. A long value counts for its table.</returns>
    public static async Task<IReadOnlyList<string>> HoldingAsync(this Organisation organisation, IEnumerable<byte[]> needles)
    {
        await organisation.RunAsync("checkpoint; select 1");
        return await organisation.ListAsync<string>(
            """
            with file as materialized (
                select name, pg_read_binary_file('base/' || pg_database.oid || '/' || name) as content
                from pg_database cross join pg_ls_dir('base/' || pg_database.oid) as name
                where datname = current_database()
            ), named as materialized (
                select content, coalesce(long.relname || ' (long)', known.relname, name) as relation
                from file
                left join pg_class as known on known.oid = case when name ~ '^\d+'
                    then pg_filenode_relation(0, substring(name from '^\d+')::oid) end
                left join pg_class as long on long.reltoastrelid = known.oid and known.relkind = 't'
            )
            select coalesce((select string_agg(distinct relation, ', ' order by relation) from named
                where position(needle.bytes in content) > 0), '')
            from unnest(@needles) with ordinality as needle (bytes, place)
            order by place
            """,
            new { needles = needles.ToArray() }
        );
    }

    public static async Task<string> HoldingAsync(this Organisation organisation, byte[] needle) =>
        (await organisation.HoldingAsync([needle]))[0];
}
