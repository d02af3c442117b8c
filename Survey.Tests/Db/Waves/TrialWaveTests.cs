using Survey.Db.Pulses;
using Survey.Db.Results;
using Survey.Db.Trials;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Waves;

public sealed class TrialWaveTests : InSmallOrganisation
{
    [Test]
    public async Task Its_cells_and_groups_are_those_of_the_wave_that_opens_then()
    {
        await Organisation.UnitAsync("SALES-NORTH", "SALES", people: 6);
        await Organisation.RelationshipAsync("SALES-IT", "SALES", "IT");
        var trial = await ReadAsync();

        var wave = await OpenWave.OpenAsync(Organisation);
        await using var connection = await Test.Database.OpenAsync();
        var frame = await PublicationFrame.ReadAsync(connection, wave.Id, default);

        Assert.Multiple(() =>
        {
            Assert.That(trial.Frame.Cells.Select(Told), Is.EqualTo(frame.Cells.Select(Told)));
            Assert.That(trial.Frame.Groups.Select(Told), Is.EquivalentTo(frame.Groups.Select(Told)));
            Assert.That(trial.Frame.Relationships, Is.EqualTo(frame.Relationships));
            Assert.That(trial.Invitations, Has.Count.EqualTo(wave.Invitations.Count));
            Assert.That(trial.Selected.Single(one => one.Reason is not null).Relationship.Code, Is.EqualTo("SALES-IT"));
        });
    }

    [Test]
    public async Task Nobody_can_see_in_it_who_opted_out_or_paused()
    {
        var before = await ReadAsync();

        await Organisation.RunAsync(
            """
            insert into opt_out (person_id) select id from person where email like 'shop%';
            insert into relationship_pause (person_id, relationship_id, until)
            select person.id, relationship.id, '2027-01-01' from person, relationship where email like 'sales%'
            """
        );
        var after = await ReadAsync();

        Assert.That(after.Frame.Groups, Is.EqualTo(before.Frame.Groups));
        Assert.That(after.Invitations, Is.EqualTo(before.Invitations));
    }

    private async Task<TrialWave> ReadAsync()
    {
        await using var connection = await Test.Database.OpenAsync();
        var pulse = await PulseList.FindAsync(connection, "MONTHLY", default);
        return await TrialWave.ReadAsync(connection, pulse!, OpenWave.FirstMonday, default);
    }

    private static PublicationCell Told(PublicationCell cell) => cell with { Id = 0, WaveId = 0 };

    private static FramedGroup Told(FramedGroup group) => group with { Id = 0 };
}
