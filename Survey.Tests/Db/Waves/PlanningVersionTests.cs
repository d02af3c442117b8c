using Survey.Db.WaveLifecycle;
using Survey.Db.Waves;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Waves;

public sealed class PlanningVersionTests : InSmallOrganisation
{
    [TestCase("update unit set parent_id = parent_id where code = 'SHOP'")]
    [TestCase(
        "insert into person (email, name, unit_id, language, time_zone, employment) "
            + "select 'new@example.org', 'New', id, 'en', 'Europe/Tallinn', 'permanent' from unit where code = 'IT'"
    )]
    [TestCase("update person set active_to = '2026-04-01' where email = 'shop1@example.org'")]
    [TestCase("update person set unreachable_since = '2026-03-01Z' where email = 'shop1@example.org'")]
    [TestCase("delete from relationship where code = 'HR-SALES'")]
    [TestCase("update pulse set quiet_days = 20")]
    [TestCase(
        "insert into questionnaire (journey_id, version, document, digest, created_at) "
            + "select journey_id, 2, document, 'x', created_at from questionnaire"
    )]
    [TestCase("insert into wave_decision (pulse_id, period, cancelled_at) select id, '2026-04-06', '2026-03-01Z' from pulse")]
    public async Task It_grows_with_every_change_of_what_a_preview_is_made_from(string change)
    {
        var before = await ReadAsync();

        await Organisation.RunAsync(change);

        Assert.That(await ReadAsync(), Is.GreaterThan(before));
    }

    [Test]
    public async Task It_grows_with_every_step_of_a_wave()
    {
        var before = await ReadAsync();
        await WavePlanning.PlanDueAsync(Test.Database, OpenWave.FirstMonday, default);
        var planned = await ReadAsync();
        await DueWaves.OpenAsync(Test.Database, OpenWave.FirstMonday, default);
        var opened = await ReadAsync();
        await DueWaves.CloseAsync(Test.Database, OpenWave.FirstMonday.AddDays(8), default);

        Assert.That(new[] { before, planned, opened, await ReadAsync() }, Is.Unique.And.Ordered);
    }

    [TestCase("insert into opt_out (person_id) select id from person")]
    [TestCase(
        "insert into relationship_pause (person_id, relationship_id, until) select person.id, relationship.id, '2027-03-09' "
            + "from person, relationship"
    )]
    [TestCase("update message set state = 'sent'")]
    public async Task It_stays_whatever_people_choose_or_mails_do(string change)
    {
        await OpenWave.OpenAsync(Organisation);
        var before = await ReadAsync();

        await Organisation.RunAsync(change);

        Assert.That(await ReadAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_minute_in_which_nothing_is_due_changes_nothing()
    {
        await OpenWave.OpenAsync(Organisation);
        var before = await ReadAsync();

        await WavePlanning.PlanDueAsync(Test.Database, OpenWave.FirstMonday.AddMinutes(1), default);
        await DueWaves.OpenAsync(Test.Database, OpenWave.FirstMonday.AddMinutes(1), default);
        await DueWaves.CloseAsync(Test.Database, OpenWave.FirstMonday.AddMinutes(1), default);

        Assert.That(await ReadAsync(), Is.EqualTo(before));
    }

    private async Task<long> ReadAsync()
    {
        await using var connection = await Test.Database.OpenAsync();
        return await PlanningVersion.ReadAsync(connection, default);
    }
}
