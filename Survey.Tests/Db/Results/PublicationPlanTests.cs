using Survey.Tests.Support;

namespace Survey.Tests.Db.Results;

public sealed class PublicationPlanTests
{
    [Test]
    public async Task The_plan_is_fixed_when_the_wave_opens()
    {
        await using var test = await TestDatabase.CreateAsync(StartingPoint.SmallOrganisation);
        var organisation = new Organisation(test.Database);
        await organisation.UnitAsync("INSIDE", "SALES", people: 6);
        await organisation.RelationshipAsync("SHOP-INSIDE", "SHOP", "INSIDE");
        // Those of INSIDE are customers of all four, and no group shrinks because some were not asked about one of them.
        await organisation.RunAsync("update pulse set max_relationships = 4");

        var wave = await OpenWave.OpenAsync(organisation);

        var cells = await organisation.ListAsync<string>(
            """
            select concat_ws(' ', cell.kind, wave_relationship.code, 'by ' || provider.code, 'for ' || customer.code, cell.employment,
                             cell.minimum_group::text)
            from publication_cell as cell
            left join wave_relationship on wave_relationship.wave_id = cell.wave_id
                                       and wave_relationship.relationship_id = cell.relationship_id
            left join unit as provider on provider.id = cell.provider_unit_id
            left join unit as customer on customer.id = cell.customer_unit_id
            where cell.wave_id = @Id
            order by 1
            """,
            new { wave.Id }
        );
        Assert.That(
            cells,
            Is.EquivalentTo(
                new[]
                {
                    "organisation 7",
                    "relationship HR-SALES 5",
                    "relationship IT-ALL 5",
                    "relationship SALES-SALES 7",
                    "relationship SHOP-INSIDE 5",
                    // HR's three people are told apart in nothing; SALES and what is below it is one child of ROOT.
                    "relationship_unit IT-ALL for SALES 5",
                    "relationship_unit HR-SALES for INSIDE 5",
                    "relationship_employment HR-SALES permanent 5",
                    "relationship_employment HR-SALES temporary 5",
                    "relationship_employment IT-ALL permanent 5",
                    "relationship_employment IT-ALL temporary 5",
                    "relationship_employment SALES-SALES permanent 7",
                    "relationship_employment SHOP-INSIDE permanent 5",
                    "provider by HR 5",
                    "provider by IT 5",
                    "provider by SALES 7",
                    "provider by SHOP 5",
                    "provider by ROOT 7",
                    "customer for INSIDE 5",
                    "customer for SALES 7",
                    "customer for ROOT 7",
                    "pair by HR for SALES 5",
                    "pair by IT for ROOT 5",
                    "pair by SALES for SALES 7",
                    "pair by SHOP for INSIDE 5",
                }
            )
        );
    }
}
