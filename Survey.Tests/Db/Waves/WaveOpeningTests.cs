using Survey.Db.Waves;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Waves;

public sealed class WaveOpeningTests
{
    private TestDatabase _test;
    private Organisation _organisation;

    [SetUp]
    public async Task CreateAsync()
    {
        _test = await TestDatabase.CreateAsync();
        _organisation = await Organisation.SmallAsync(_test.Database);
    }

    [TearDown]
    public async Task DropAsync() => await _test.DisposeAsync();

    [Test]
    public async Task Opening_invites_every_customer_once_for_all_relationships_and_queues_one_message_each()
    {
        var wave = await OpenWave.OpenAsync(_organisation);

        var messages = await _organisation.ListAsync<string>(
            "select address from message where kind = 'invitation' and state = 'queued' order by address");
        Assert.Multiple(() =>
        {
            Assert.That(wave.Invitations, Has.Count.EqualTo(26), "everybody but the three people of IT");
            Assert.That(messages, Is.EqualTo(wave.Invitations.Select(invitation => invitation.Email)));
            Assert.That(wave.Invitations.Single(invitation => invitation.Email == "sales1@example.org").Ratings.Select(rating => rating.Relationship),
                Is.EquivalentTo(new[] { "IT-ALL", "HR-SALES", "SALES-SALES" }));
            Assert.That(wave.Invitations.Single(invitation => invitation.Email == "shop1@example.org").Ratings, Has.Count.EqualTo(1));
        });
    }
}
