using Survey.Db.Waves.Sampling;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Waves;

public sealed class AskedBeforeTests : WithOpenWave
{
    [Test]
    public async Task Of_several_waves_the_last_asking_and_their_number_are_known_by_relationship_and_person()
    {
        await Organisation.PeopleAsync("SALES", 3);
        var later = OpenWave.FirstMonday.AddDays(20);
        var second = await OpenWave.OpenAsync(Organisation, at: later);
        await using var connection = await Test.Database.OpenAsync();
        var relationship = second.AskedAbout("IT-ALL")[0].Ratings.First(rating => rating.Relationship == "IT-ALL").RelationshipId;

        var asked = (await AskedBefore.ReadAsync(connection, [relationship], default))[relationship];

        var expected = second
            .AskedAbout("IT-ALL")
            .ToDictionary(
                invitation => invitation.Email,
                invitation => new AskedBefore(
                    later.UtcTicks,
                    Wave.AskedAbout("IT-ALL").Any(before => before.Email == invitation.Email) ? 2 : 1
                )
            );
        var people = (await Organisation.ListAsync<(long Id, string Email)>("select id, email from person")).ToDictionary(
            person => person.Id,
            person => person.Email
        );
        Assert.That(asked.ToDictionary(one => people[one.Key], one => one.Value), Is.EquivalentTo(expected));
        Assert.That(expected.Values.Select(before => before.Times).Distinct(), Is.EquivalentTo(new[] { 1, 2 }));
    }
}
