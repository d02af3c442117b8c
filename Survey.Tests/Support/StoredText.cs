namespace Survey.Tests.Support;

/// <summary>Finds texts in the tables, as a query sees them; <see cref="DatabaseFiles"/> finds bytes in the files.</summary>
public static class StoredText
{
    /// <returns>"table.column" of each column, those of Quartz included, that has one of the texts; case is ignored.</returns>
    public static async Task<IReadOnlyList<string>> ColumnsHoldingAsync(this Organisation organisation, params string[] texts)
    {
        var columns = await organisation.ListAsync<(string Schema, string Table, string Column)>(
            """
            select table_schema, table_name, column_name
            from information_schema.columns join information_schema.tables using (table_schema, table_name)
            where table_schema in ('public', 'quartz') and table_type = 'BASE TABLE'
              and data_type in ('text', 'character varying', 'ARRAY', 'jsonb', 'bytea')
              and not (table_schema || '.' || table_name)::regclass::oid in (select oid from pg_class where relispartition)
            order by 1, 2, 3
            """
        );
        var patterns = texts.Select(text => $"%{text}%").ToArray();
        var holding = new List<string>();
        foreach (var (schema, table, column) in columns)
        {
            var isHolding = await organisation.OneAsync<bool>(
                $"select exists (select from {schema}.{table} where {column}::text ilike any(@patterns))",
                new { patterns }
            );
            if (isHolding)
            {
                holding.Add($"{table}.{column}");
            }
        }
        return holding;
    }
}
