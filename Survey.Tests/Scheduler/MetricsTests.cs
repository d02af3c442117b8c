using Microsoft.Extensions.Logging.Abstractions;
using Survey.Db.Programme;
using Survey.Scheduler.Clocks;
using Survey.Scheduler.Mail;
using Survey.Scheduler.Messages;
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
        await sending.SendAsync(Sending.Monday);
        var before = await MetricsAsync(sending);
        await sending.RemindAsync(Sending.Monday.AddDays(3));
        var unsure = new RecordingTransport(mail => mail.To == "shop1@example.org" ? new Unknown("Lost.") : new Accepted());
        await sending.Outbox(unsure).SendDueAsync(Sending.Monday.AddDays(3), default);

        var after = await MetricsAsync(sending);

        Assert.That(before, Does.Contain($"survey_messages{{state=\"sent\"}} {invitations}\n"));
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

        var labels = (await MetricsAsync(sending))
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

        var metrics = await MetricsAsync(sending);

        Assert.That(metrics, Does.Contain("survey_work_failing{step=\"open\"} 2\n").And.Contain("survey_work_failing{step=\"send\"} 1\n"));
        Assert.That(
            metrics,
            Does.Contain("survey_pulses_in_trouble 1\n").And.Contain("survey_people_zone_unknown 3\n").And.Not.Contain("A-2026")
        );
    }

    private static Task<string> MetricsAsync(Sending sending) =>
        Metrics.WriteAsync(
            sending.Organisation.Database,
            sending.Metrics,
            new SendingPause(TimeProvider.System),
            new ClockCheck(sending.Organisation.Database, TimeProvider.System, NullLogger<ClockCheck>.Instance),
            Sending.Monday,
            default
        );
}
