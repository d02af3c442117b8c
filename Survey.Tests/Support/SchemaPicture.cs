using System.Text;
using Npgsql;
using Survey.Db;

namespace Survey.Tests.Support;

/// <summary>Writes the schema of a migrated database as SQL that a person can read in one go.</summary>
internal static class SchemaPicture
{
    public static async Task<string> DrawAsync(NpgsqlConnection connection)
    {
        var text = new StringBuilder(
            "-- The schema as the migrations leave it, without the partitions of single waves and without Quartz's tables.\n"
        );
        text.Append("-- Generated: run the tests with SURVEY_WRITE_SCHEMA=1 to renew it.\n");
        foreach (
            var table in await connection.ListAsync<Table>(
                """
                select c.oid::int as oid, c.relname::text as name,
                    coalesce(' partition by ' || pg_get_partkeydef(c.oid), '') as partitioning
                from pg_class c
                where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
                order by c.relname
                """,
                null,
                default
            )
        )
        {
            await AppendTableAsync(connection, table, text);
        }
        foreach (
            var view in await connection.ListAsync<string>(
                """
                select format(E'\ncreate view %I as\n%s', c.relname, pg_get_viewdef(c.oid, true))
                from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'v' order by c.relname
                """,
                null,
                default
            )
        )
        {
            text.Append(view).Append('\n');
        }
        return text.ToString();
    }

    private static async Task AppendTableAsync(NpgsqlConnection connection, Table table, StringBuilder text)
    {
        var lines = await connection.ListAsync<string>(
            """
            select format('%-16s %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
                case when a.attnotnull then ' not null' else '' end,
                case when a.attidentity <> '' then ' generated always as identity'
                     else coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') end)
            from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where a.attrelid = @Oid and a.attnum > 0 and not a.attisdropped
            order by a.attnum
            """,
            table,
            default
        );
        var constraints = await connection.ListAsync<string>(
            """
            select pg_get_constraintdef(oid) from pg_constraint where conrelid = @Oid and contype <> 'n' order by contype desc, conname
            """,
            table,
            default
        );
        var indexes = await connection.ListAsync<string>(
            """
            select replace(replace(pg_get_indexdef(i.indexrelid), ' public.', ' '), ' ON ONLY ', ' ON ')
            from pg_index i join pg_class c on c.oid = i.indexrelid
            where i.indrelid = @Oid and not exists (select from pg_constraint where conindid = i.indexrelid)
            order by c.relname
            """,
            table,
            default
        );
        text.Append("\ncreate table ")
            .Append(table.Name)
            .Append(" (\n    ")
            .AppendJoin(",\n    ", lines.Concat(constraints))
            .Append("\n)")
            .Append(table.Partitioning)
            .Append(";\n");
        foreach (var index in indexes)
        {
            text.Append(index).Append(";\n");
        }
    }

    private sealed record Table(int Oid, string Name, string Partitioning);
}
