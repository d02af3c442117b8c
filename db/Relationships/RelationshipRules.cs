using Npgsql;
using Survey.Db.Csv;
using Survey.Db.Languages;

namespace Survey.Db.Relationships;

internal static class RelationshipRules
{
    private static readonly Sentence StoreJourney = new("problems.relationship.storeJourney")
    {
        Command = "store it with \"journey FILE.json\" first",
    };

    public static async Task CheckAsync(NpgsqlConnection connection, Problems problems, CancellationToken ct)
    {
        var broken = await connection.ListAsync<Broken>(
            """
            select i.line, rule.column_name, rule.name, rule.given
            from import_relationship i
            left join unit provider on provider.id = i.provider_id
            left join unit customer on customer.id = i.customer_id
            cross join lateral (values
                ('provider', 'unit', left(i.provider, 60), i.provider_id is null and i.provider is not null),
                ('customer', 'unit', left(i.customer, 60), i.customer_id is null and i.customer is not null),
                ('journey', 'journey', left(i.journey, 60), i.journey_id is null and i.journey is not null),
                ('provider', 'closed', left(i.provider, 60), provider.closed_on is not null),
                ('customer', 'closed', left(i.customer, 60), customer.closed_on is not null),
                ('customer', 'within_team', '', i.kind = 'within_team' and i.provider_id <> i.customer_id),
                ('customer', 'own_unit', '', i.kind <> 'within_team' and i.provider_id = i.customer_id),
                ('kind', 'partner', '', i.kind = 'partner' and provider.kind <> 'partner' and customer.kind <> 'partner')
            ) as rule (column_name, name, given, broken)
            where rule.broken
            order by i.line
            """,
            null,
            ct
        );
        foreach (var row in broken)
        {
            problems.Add(row.Line, row.ColumnName, row.Sentence);
        }
    }

    private sealed record Broken(int Line, string ColumnName, string Name, string Given)
    {
        public Sentence Sentence =>
            Name switch
            {
                "unit" => new("problems.unit.unknown", Given),
                "closed" => new("problems.unit.closed", Given),
                "journey" => new Sentence("problems.relationship.noJourney", Given).WithAdvice(StoreJourney),
                "within_team" => new("problems.relationship.twoUnits"),
                "own_unit" => new("problems.relationship.ownUnit"),
                _ => new("problems.relationship.noPartner"),
            };
    }
}
