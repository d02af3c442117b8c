using Survey.Scheduler.Operations;
using Survey.Tests.Support;

namespace Survey.Tests.Scheduler;

public sealed class MetricsTests
{
    [Test]
    public async Task Reminders_are_not_counted_since_their_number_tells_how_many_have_answered()
    {
        await using var test = await TestDatabase.CreateAsync();
        var organisation = await Organisation.SmallAsync(test.Database);
        await OpenWave.OpenAsync(organisation);
        var before = await Metrics.WriteAsync(test.Database, OpenWave.FirstMonday, default);
        await organisation.RunAsync("""
            insert into message (id, kind, wave_id, person_id, invitation_id, address, language, state, not_before, give_up_at, queued_at)
            select gen_random_uuid(), 'reminder1', wave_id, person_id, invitation_id, address, language, 'sent', not_before, give_up_at, queued_at
            from message limit 7
            """);

        var after = await Metrics.WriteAsync(test.Database, OpenWave.FirstMonday, default);

        Assert.That(before, Does.Contain("survey_messages{state=\"queued\"} 26\n"));
        Assert.That(after, Is.EqualTo(before));
    }
}
