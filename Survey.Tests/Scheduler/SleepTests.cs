using Microsoft.Extensions.Logging.Abstractions;
using Survey.Db.Settings;
using Survey.Scheduler;
using Survey.Tests.Scheduler.Bounces;
using Survey.Tests.Scheduler.Messages;
using Survey.Tests.Support;

namespace Survey.Tests.Scheduler;

/// <summary>A server that was off for a while: no wave is missing or doubled, and nobody gets mail about a closed wave.</summary>
public sealed class SleepTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly RecordingTransport _transport = new();
    private TestDatabase _test = null!;
    private Organisation _organisation = null!;
    private DueWork _work = null!;

    [SetUp]
    public async Task CreateAsync()
    {
        _test = await TestDatabase.CreateAsync();
        _organisation = new Organisation(_test.Database);
        await _organisation.UnitAsync("ROOT");
        await _organisation.UnitAsync("IT", "ROOT", people: 3);
        await _organisation.UnitAsync("SHOP", "ROOT", people: 6);
        await _organisation.JourneyAsync("SERVICE", "intake");
        await _organisation.RelationshipAsync("IT-SHOP", "IT", "SHOP");
        _transport.Sent.Clear();
        _work = Sending.On(_test).Work(_transport);
    }

    [TearDown]
    public async Task DropAsync() => await _test.DisposeAsync();

    [Test]
    public async Task After_a_week_the_wave_that_was_open_is_sealed_unreminded_and_the_next_opens_late_and_closes_on_time()
    {
        await _organisation.PulseAsync("WEEK", cron: "0 0 9 ? * MON", firstDate: "2026-03-01", openDays: 5, quietDays: 7);
        await RunAsync(Sending.Monday);

        var done = await RunAsync(Sending.Monday.AddDays(8));
        var again = await RunAsync(Sending.Monday.AddDays(8) + Minute);

        Assert.That((done.Planned, done.Opened, done.Sent, done.Reminded, done.Sealed), Is.EqualTo((1, 1, 6, 0, 1)));
        Assert.That((again.Planned, again.Opened, again.Sent, again.Reminded), Is.EqualTo((0, 0, 0, 0)));
        Assert.That(await WavesAsync(), Is.EqualTo(new[] { "WEEK-2026-03-02 sealed 03-07 07:00", "WEEK-2026-03-09 open 03-14 07:00" }));
        Assert.That(_transport.Sent, Has.Count.EqualTo(12));
        Assert.That(_transport.Sent.Select(mail => mail.InReplyTo), Has.All.Null, "no reminder");
    }

    [Test]
    public async Task After_a_month_what_was_missed_is_recorded_as_skipped_once_and_never_mailed()
    {
        await _organisation.PulseAsync("WEEK", cron: "0 0 9 ? * MON", firstDate: "2026-03-01", openDays: 5, quietDays: 7);
        await _organisation.PulseAsync("MONTH", firstDate: "2026-03-01", openDays: 20, quietDays: 3);
        await RunAsync(Sending.Monday);

        await RunAsync(Sending.Monday.AddDays(30));
        await RunAsync(Sending.Monday.AddDays(30) + Minute);

        Assert.That(
            await WavesAsync(),
            Is.EqualTo(
                new[]
                {
                    "MONTH-2026-03-02 sealed 03-22 07:00",
                    "WEEK-2026-03-02 sealed 03-07 07:00",
                    "WEEK-2026-03-09 skipped 03-14 07:00",
                    "WEEK-2026-03-16 skipped 03-21 07:00",
                    "WEEK-2026-03-23 skipped 03-28 07:00",
                    "WEEK-2026-03-30 open 04-04 06:00",
                }
            )
        );
        Assert.That(_transport.Sent, Has.Count.EqualTo(6 + 6));
    }

    [Test]
    public async Task What_was_still_on_the_queue_when_it_fell_asleep_is_not_sent_once_its_wave_is_over()
    {
        await _organisation.PulseAsync("WEEK", cron: "0 0 9 ? * MON", firstDate: "2026-03-01", openDays: 5, quietDays: 7);
        await _organisation.RunAsync("update pulse set send_hours = '12:00-18:00', end_date = '2026-03-02'");
        Assert.That((await RunAsync(Sending.Monday)).Sent, Is.Zero, "before the hours of mail");

        var done = await RunAsync(Sending.Monday.AddDays(7).AddHours(4));

        Assert.That((done.Opened, done.Sent, done.Sealed), Is.EqualTo((0, 0, 1)));
        Assert.That(_transport.Sent, Is.Empty);
        Assert.That(
            await _organisation.ListAsync<string>("select kind || ' ' || state from message_count"),
            Is.EqualTo(new[] { "invitation cancelled" })
        );
    }

    [Test]
    public async Task Reminders_that_fell_due_while_it_slept_come_one_at_a_time()
    {
        await _organisation.PulseAsync("LONG", firstDate: "2026-03-01", openDays: 20);
        await RunAsync(Sending.Monday);

        var woken = await RunAsync(Sending.Monday.AddDays(7));
        var minuteLater = await RunAsync(Sending.Monday.AddDays(7) + Minute);
        var twoDaysLater = await RunAsync(Sending.Monday.AddDays(9));

        Assert.That(new[] { woken, minuteLater, twoDaysLater }.Select(done => done.Reminded), Is.EqualTo(new[] { 6, 0, 6 }));
    }

    private Task<DueWorkDone> RunAsync(DateTimeOffset now) => _work.RunAsync(now, default);

    private Task<IReadOnlyList<string>> WavesAsync() =>
        _organisation.ListAsync<string>(
            "select code || ' ' || state || ' ' || to_char(closes_at at time zone 'UTC', 'MM-DD HH24:MI') from wave order by code"
        );
}
