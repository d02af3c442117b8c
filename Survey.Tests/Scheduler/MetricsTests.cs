using Survey.Db;
using Survey.Db.Programme;
using Survey.Scheduler.Mail;
using Survey.Scheduler.Operations;
using Survey.Tests.Scheduler.Messages;

namespace Survey.Tests.Scheduler;

public sealed class MetricsTests
{
    [Test]
    public async Task Reminders_are_not_counted_since_their_number_tells_how_many_have_answered()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        var invitations = sending.Wave.Invitations.Count;
        var queued = await sending.MetricsAsync(Sending.Monday);
        await sending.SendAsync(Sending.Monday);
        var before = await sending.MetricsAsync(Sending.Monday);
        await sending.RemindAsync(Sending.Monday.AddDays(3));
        var unsure = new RecordingTransport(mail => mail.To == "shop1@example.org" ? new Unknown("Lost.") : new Accepted());
        await sending.Outbox(unsure).SendDueAsync(Sending.Monday.AddDays(3), default);

        var after = await sending.MetricsAsync(Sending.Monday);

        Assert.That(queued, Does.Contain($"survey_messages{{state=\"queued\"}} {invitations}\n"));
        Assert.That(before, Does.Not.Contain("survey_messages{"));
        Assert.That(before, Does.Contain($"survey_send_attempts_total{{outcome=\"accepted\"}} {invitations}\n"));
        Assert.That(
            before,
            Does.Contain($"survey_send_seconds_count {invitations}\n").And.Contain($"survey_send_lag_seconds_count {invitations}\n")
        );
        Assert.That(after, Is.EqualTo(before));
    }

    [Test]
    public async Task No_metric_names_a_relationship_a_unit_a_wave_or_a_person()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        await sending.SendAsync(Sending.Monday);

        var labels = (await sending.MetricsAsync(Sending.Monday))
            .Split('\n')
            .Where(line => !line.StartsWith('#') && line.Contains('{', StringComparison.Ordinal))
            .Select(line => line.Split('{', '=')[1])
            .Distinct();

        Assert.That(labels, Is.SubsetOf(new[] { "state", "step", "outcome", "le" }));
    }

    [Test]
    public async Task What_stands_still_is_counted()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        await sending.Organisation.PulseAsync("LOST", timeZone: "Atlantis/Town");
        await sending.Organisation.RunAsync("update person set time_zone = 'Atlantis/Town' where email like 'hr%'");
        (string, string)[] failed = [("open", "A-2026-03-02"), ("open", "B-2026-03-02"), ("send", "")];
        await FailingWork.RecordAsync(sending.Test.Database, ["open", "send"], failed, Sending.Monday, default);

        var metrics = await sending.MetricsAsync(Sending.Monday);

        Assert.That(metrics, Does.Contain("survey_work_failing{step=\"open\"} 2\n").And.Contain("survey_work_failing{step=\"send\"} 1\n"));
        Assert.That(
            metrics,
            Does.Contain("survey_pulses_in_trouble 1\n").And.Contain("survey_people_zone_unknown 3\n").And.Not.Contain("A-2026")
        );
    }

    [Test]
    public async Task No_reading_of_the_figures_reads_the_mails_that_were_sent()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        await using var connection = await sending.Test.Database.OpenAsync();
        await connection.RunAsync(
            """
            insert into message (id, kind, wave_id, unsealed_wave_id, address, language, state, not_before, give_up_at, queued_at, sent_at)
            select gen_random_uuid(), 'invitation', wave.id, wave.id, '', 'en', 'sent', @now, @now, @now, @now
            from wave cross join generate_series(1, 20000)
            where state = 'open'
            """,
            new { now = Sending.Monday },
            default
        );
        await connection.RunAsync("analyze message", null, default);
        await using var transaction = await connection.BeginTransactionAsync();

        await OperationFigures.ReadAsync(connection, Sending.Monday, default);
        await MailWaiting.ReadAsync(connection, Sending.Monday, default);

        var read = await connection.OneAsync<int>(
            "select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::int from pg_stat_xact_user_tables where relname like 'message%'",
            null,
            default
        );
        Assert.That(read, Is.GreaterThan(0).And.LessThanOrEqualTo(5 * sending.Wave.Invitations.Count));
    }
}
