using Survey.Db.Restorations;
using Survey.Db.WaveLifecycle;
using Survey.Tests.Scheduler.Messages;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Restorations;

/// <summary>The database is a backup's: it does not know what was sent since.</summary>
public sealed class RestorationTests
{
    private static readonly DateTimeOffset Backup = Sending.Monday.AddMinutes(5);
    private static readonly DateTimeOffset Restored = Sending.Monday.AddMinutes(52);

    private Sending _sending = null!;

    [SetUp]
    public async Task OpenAsync() => _sending = await Sending.WithOpenWaveAsync();

    [TearDown]
    public async Task DropAsync() => await _sending.DisposeAsync();

    [Test]
    public async Task No_mail_of_an_open_wave_goes_out_until_HR_decides_and_the_waiting_is_seen_by_operators()
    {
        var lost = await RestoreAsync();

        Assert.That(await _sending.SendAsync(Restored.AddHours(1)), Is.Empty);
        Assert.That(await _sending.RemindAsync(Restored.AddDays(3)), Is.Zero);
        Assert.That(
            lost.Held.Select(wave => (wave.Code, wave.Invitations, wave.HasOpenedAgain)),
            Is.EqualTo(new[] { ("MONTHLY-2026-03-02", 26, false) })
        );
        Assert.That(lost.Held[0].BackupAt, Is.EqualTo(Backup));
        Assert.That(
            await _sending.MetricsAsync(Restored),
            Does.Contain("survey_waves_held 1\n").And.Contain("survey_messages_overdue_seconds 0\n")
        );
    }

    [Test]
    public async Task Mails_that_are_released_go_out_to_everybody()
    {
        await RestoreAsync();

        var first = await HeldMails.ReleaseAsync(_sending.Test.Database, "monthly-2026-03-02", "hr1@example.org", Restored, default);
        var second = await HeldMails.ReleaseAsync(_sending.Test.Database, "MONTHLY-2026-03-02", "hr2@example.org", Restored, default);

        Assert.That((first, second), Is.EqualTo((true, false)));
        Assert.That(await _sending.SendAsync(Restored), Has.Count.EqualTo(26));
        Assert.That(
            await AuditAsync(),
            Is.EqualTo(
                new[]
                {
                    "command line: e-mails held after a restore: MONTHLY-2026-03-02",
                    "hr1@example.org: held e-mails released: MONTHLY-2026-03-02",
                }
            )
        );
    }

    [Test]
    public async Task Mails_that_are_dropped_never_go_out_and_reminders_follow_as_planned()
    {
        await RestoreAsync();

        Assert.That(await HeldMails.DropAsync(_sending.Test.Database, "MONTHLY-2026-03-02", "hr1@example.org", Restored, default), Is.True);

        Assert.That(await _sending.SendAsync(Restored.AddDays(1)), Is.Empty);
        Assert.That(await _sending.RemindAsync(Sending.Monday.AddDays(3)), Is.EqualTo(26));
        Assert.That((await AuditAsync())[^1], Is.EqualTo("hr1@example.org: held e-mails dropped: MONTHLY-2026-03-02"));
    }

    [Test]
    public async Task A_reminder_that_fell_due_in_the_lost_time_is_never_sent_after_a_drop_nor_one_that_waited()
    {
        await _sending.SendAsync(Sending.Monday);
        await _sending.RemindAsync(Sending.Monday.AddDays(3));
        await _sending.Organisation.RunAsync("delete from message where kind = 'reminder1' and address like 'sales%'");
        await RestoreAsync(Sending.Monday.AddDays(3).AddMinutes(-1), Sending.Monday.AddDays(3).AddHours(1));

        await HeldMails.DropAsync(
            _sending.Test.Database,
            "MONTHLY-2026-03-02",
            "hr1@example.org",
            Sending.Monday.AddDays(3).AddHours(2),
            default
        );

        Assert.That(await _sending.RemindAsync(Sending.Monday.AddDays(4)), Is.Zero);
        Assert.That(await _sending.SendAsync(Sending.Monday.AddDays(6)), Is.Empty);
    }

    [Test]
    public async Task The_same_restore_again_holds_nothing_that_HR_has_decided()
    {
        await RestoreAsync();
        await HeldMails.ReleaseAsync(_sending.Test.Database, "MONTHLY-2026-03-02", "hr1@example.org", Restored, default);

        var again = await RestoreAsync();

        Assert.That(again.Held, Is.Empty);
        Assert.That(await _sending.SendAsync(Restored), Has.Count.EqualTo(26));
    }

    [Test]
    public async Task A_wave_that_opened_in_the_lost_time_opens_again_with_its_mails_held_and_later_ones_do_not()
    {
        await using var later = await TestDatabase.CreateAsync(StartingPoint.SmallOrganisation);
        var sending = Sending.On(later);
        var lost = await later.Database.InTransactionAsync(connection =>
            Restoration.RecordAsync(connection, Sending.Monday.AddMinutes(-10), TimeSpan.FromMinutes(15), "command line", Restored, default)
        );
        await OpenDueAsync(later, Restored);

        Assert.That(
            lost.Steps.Select(step => (step.Wave, step.Step, step.IsRecorded)),
            Does.Contain(("MONTHLY-2026-03-02", "opened", false))
        );
        Assert.That(await sending.SendAsync(Restored), Is.Empty);
        await using (var connection = await later.Database.OpenAsync())
        {
            Assert.That(
                (await HeldMails.ListAsync(connection, default)).Select(wave => (wave.Code, wave.HasOpenedAgain)),
                Is.EqualTo(new[] { ("MONTHLY-2026-03-02", true) })
            );
        }

        await DueWaves.CloseAsync(later.Database, Sending.Monday.AddDays(7), default);
        await OpenDueAsync(later, Sending.Monday.AddDays(35));
        Assert.That(await sending.SendAsync(Sending.Monday.AddDays(35)), Has.Count.EqualTo(26));
    }

    [Test]
    public async Task What_was_closed_and_sealed_since_is_listed_and_answers_are_gone_only_while_a_wave_was_open()
    {
        var end = Sending.Monday.AddDays(7);

        var lost = await RestoreAsync(end.AddMinutes(-30), end.AddHours(2));

        Assert.That(lost.AnswerMinutes, Is.EqualTo(30));
        Assert.That(
            lost.Steps,
            Is.EqualTo(
                new[]
                {
                    new LostStep("MONTHLY-2026-03-02", "closed", end, false),
                    new LostStep("MONTHLY-2026-03-02", "sealed", end.AddMinutes(15), false),
                }
            )
        );
    }

    [Test]
    public async Task The_command_says_what_is_lost_and_refuses_an_instant_that_is_none()
    {
        await _sending.Organisation.RunAsync("update wave set closes_at = now() + interval '1 day', opened_at = now() - interval '1 day'");
        var at = DateTimeOffset
            .UtcNow.AddMinutes(-42)
            .ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture);

        var done = await RunAsync("restored", "--at", at);
        var runs = new[] { await RunAsync("restored", "--at", "yesterday"), await RunAsync("restored", "--at", "2126-03-02T09:00:00Z") };
        var usage = await RunAsync("restored");

        Assert.That(done.Status, Is.Zero, done.Error);
        Assert.That(
            done.Output,
            Does.StartWith("43 minutes of answers are gone at most\n")
                .And.Contain("MONTHLY-2026-03-02: e-mails are held (26 invitations wait)")
                .And.EndWith("HR releases or drops held e-mails on the page /programme/waves")
        );
        Assert.That(runs.Select(run => run.Status), Is.All.EqualTo(1));
        Assert.That(runs[0].Error, Does.Contain("'yesterday' is not an instant"));
        Assert.That(
            (usage.Status, usage.Error),
            Is.EqualTo((2, "Option '--at' is required.\n\"Survey.Api restored --help\" says what can be given."))
        );
    }

    private Task<LostTime> RestoreAsync(DateTimeOffset? backup = null, DateTimeOffset? now = null) =>
        _sending.Test.Database.InTransactionAsync(connection =>
            Restoration.RecordAsync(connection, backup ?? Backup, TimeSpan.FromMinutes(15), "command line", now ?? Restored, default)
        );

    private static async Task OpenDueAsync(TestDatabase test, DateTimeOffset now)
    {
        await WavePlanning.PlanDueAsync(test.Database, now, default);
        await DueWaves.OpenAsync(test.Database, now, default);
    }

    private Task<IReadOnlyList<string>> AuditAsync() =>
        _sending.Organisation.ListAsync<string>("select actor || ': ' || action || ': ' || subject from audit_log order by id");

    private Task<CommandRun> RunAsync(params string[] args) => CommandRun.OnAsync(_sending.ConnectionString, args);
}
