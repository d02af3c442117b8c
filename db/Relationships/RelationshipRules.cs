using Npgsql;
using Survey.Db.Csv;

namespace Survey.Db.Relationships;

internal static class RelationshipRules
{
    public static async Task CheckAsync(NpgsqlConnection connection, Problems problems, CancellationToken ct)
    {
        var broken = await connection.ListAsync<Broken>(
            """
            select i.line, rule.column_name, rule.text
            from import_relationship i
            left join unit provider on provider.id = i.provider_id
            left join unit customer on customer.id = i.customer_id
            cross join lateral (values
                ('provider', 'there is no unit ''' || left(i.provider, 60) || '''', i.provider_id is null and i.provider is not null),
                ('customer', 'there is no unit ''' || left(i.customer, 60) || '''', i.customer_id is null and i.customer is not null),
                ('journey', 'there is no journey ''' || left(i.journey, 60) || ''': store it with "journey FILE.json" first',
                    i.journey_id is null and i.journey is not null),
                ('customer', 'within_team needs the same unit as provider and customer',
                    i.kind = 'within_team' and i.provider_id <> i.customer_id),
                ('customer', 'a unit that rates itself is of kind within_team', i.kind <> 'within_team' and i.provider_id = i.customer_id),
                ('kind', 'partner needs a unit of kind partner as provider or customer',
                    i.kind = 'partner' and provider.kind <> 'partner' and customer.kind <> 'partner')
            ) as rule (column_name, text, broken)
            where rule.broken
            order by i.line
            """,
            null,
            ct
        );
        foreach (var row in broken)
        {
            problems.Add(row.Line, row.ColumnName, row.Text);
        }
    }

    private sealed record Broken(int Line, string ColumnName, string Text);
}
