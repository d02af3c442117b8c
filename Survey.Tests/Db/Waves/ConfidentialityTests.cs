using Survey.Tests.Support;

namespace Survey.Tests.Db.Waves;

/// <summary>Rule A1 on values: whatever the organisation, a response joined to people leaves at least k of them.</summary>
public sealed class ConfidentialityTests
{
    private static readonly string[] Employments = ["permanent", "temporary", "contractor", "partner"];

    [Test]
    public async Task Joining_responses_to_people_leaves_at_least_k_candidates([Range(1, 5)] int seed)
    {
        await using var test = await TestDatabase.CreateAsync();
        var organisation = await RandomAsync(test, new Random(seed));
        var wave = await OpenWave.OpenAsync(organisation, "P");
        await AnswerAllAsync(organisation, wave);

        // Every way to join on equal values, from the widest to the narrowest.
        var candidates = await organisation.ListAsync<Candidates>(
            """
            with recursive line (unit_id, ancestor_id) as (
                select id, id from unit
                union all
                select line.unit_id, unit.parent_id from line join unit on unit.id = line.ancestor_id where unit.parent_id is not null
            ), asked as (
                select invitation.wave_id, rating.relationship_id, rating.reporting_group_id, person.id as person_id, person.unit_id,
                    person.employment
                from invitation
                join invitation_relationship as rating on rating.invitation_id = invitation.id
                join person on person.id = invitation.person_id
            )
            select wave_relationship.minimum_group,
                   (select count(distinct person_id) from asked
                    where asked.wave_id = response.wave_id and asked.relationship_id = response.relationship_id)::int as by_relationship,
                   (select count(distinct person_id) from asked join line on line.unit_id = asked.unit_id
                    where asked.wave_id = response.wave_id and asked.relationship_id = response.relationship_id
                      and line.ancestor_id = reporting_group.customer_unit_id
                      and asked.employment = coalesce(reporting_group.employment, asked.employment))::int as by_values,
                   (select count(distinct person_id) from asked
                    where asked.reporting_group_id = response.reporting_group_id)::int as by_group
            from response
            join reporting_group on reporting_group.id = response.reporting_group_id
            join wave_relationship on wave_relationship.wave_id = response.wave_id
                                  and wave_relationship.relationship_id = response.relationship_id
            """
        );

        Assert.That(
            candidates,
            Is.Not.Empty.And.All.Matches<Candidates?>(row =>
                row is not null && row.ByGroup >= row.MinimumGroup && row.ByValues >= row.ByGroup && row.ByRelationship >= row.ByValues
            )
        );
    }

    private static async Task<Organisation> RandomAsync(TestDatabase test, Random random)
    {
        var organisation = new Organisation(test.Database);
        await organisation.UnitAsync("ROOT", people: random.Next(8));
        for (var unit = 1; unit <= 8; unit++)
        {
            await organisation.UnitAsync($"U{unit}", unit <= 3 ? "ROOT" : $"U{random.Next(1, unit)}");
            foreach (var employment in Employments)
            {
                await organisation.PeopleAsync($"U{unit}", random.Next(random.Next(1, 14)), employment);
            }
        }
        await organisation.JourneyAsync("SERVICE", "intake");
        await organisation.RelationshipAsync("ALL", "U1", "ROOT", "department_to_employee");
        for (var unit = 2; unit <= 8; unit++)
        {
            await organisation.RelationshipAsync($"R{unit}", "U1", $"U{unit}");
            await organisation.RelationshipAsync($"T{unit}", $"U{unit}", $"U{unit}", "within_team");
        }
        await organisation.PulseAsync("P", maxRelationships: random.Next(1, 4), minimumGroup: random.Next(3, 8));
        return organisation;
    }

    private static Task<int> AnswerAllAsync(Organisation organisation, OpenWave wave) =>
        organisation.RunAsync(
            """
            insert into response (id, wave_id, relationship_id, reporting_group_id, contact, answers)
            select gen_random_uuid(), @Id, rating.relationship_id, rating.reporting_group_id, true, '{4,4,null}'
            from invitation join invitation_relationship as rating on rating.invitation_id = invitation.id
            where invitation.wave_id = @Id
            """,
            new { wave.Id }
        );

    private sealed record Candidates(int MinimumGroup, int ByRelationship, int ByValues, int ByGroup);
}
