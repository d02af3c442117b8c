using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Survey.Db.Messages;
using Survey.Db.Settings;
using Survey.Scheduler;
using Survey.Scheduler.Mail;
using Survey.Tests.Scheduler.Bounces;
using Survey.Tests.Scheduler.Messages;
using Survey.Tests.Support;

namespace Survey.Tests.Scheduler;

/// <summary>
/// The year 2026 as the scheduler lives it, twice a day: both changes of the clock, the holidays of Estonia and Finland, and a week in
/// July in which it sleeps.
/// </summary>
[Category("Slow")]
public sealed class SimulatedYearTests
{
    private static readonly TimeZoneInfo Tallinn = TimeZoneInfo.FindSystemTimeZoneById("Europe/Tallinn");
    private static readonly DateOnly[] Estonian =
    [
        new(2026, 2, 24),
        new(2026, 4, 3),
        new(2026, 5, 1),
        new(2026, 6, 23),
        new(2026, 6, 24),
        new(2026, 8, 20),
    ];
    private static readonly DateOnly[] Finnish =
    [
        new(2026, 1, 6),
        new(2026, 4, 3),
        new(2026, 4, 6),
        new(2026, 5, 1),
        new(2026, 5, 14),
        new(2026, 6, 19),
    ];

    private DateTimeOffset _now;
    private readonly ConcurrentQueue<(string To, DateTime Local)> _mails = [];
    private TestDatabase _test = null!;
    private Organisation _organisation = null!;

    [OneTimeSetUp]
    public async Task LiveAsync()
    {
        _test = await TestDatabase.CreateAsync();
        _organisation = new Organisation(_test.Database);
        await _organisation.UnitAsync("ROOT");
        await _organisation.UnitAsync("IT", "ROOT", people: 3);
        await _organisation.UnitAsync("TARTU", "ROOT", people: 6);
        await _organisation.UnitAsync("TURKU", "ROOT");
        await _organisation.PeopleAsync("TURKU", 6, timeZone: "Europe/Helsinki");
        await _organisation.UnitAsync("SHIFT", "ROOT", people: 6);
        await _organisation.JourneyAsync("SERVICE", "intake");
        await _organisation.RelationshipAsync("IT-TARTU", "IT", "TARTU");
        await _organisation.RelationshipAsync("IT-TURKU", "IT", "TURKU");
        await _organisation.RelationshipAsync("IT-SHIFT", "IT", "SHIFT");
        await _organisation.PulseAsync("MONTH", "IT-TARTU,IT-TURKU");
        await _organisation.PulseAsync("NIGHT", "IT-SHIFT", cron: "0 30 3 ? * SUN", openDays: 3, quietDays: 7);
        await _organisation.RunAsync(
            "update pulse set send_hours = '08:00-18:00', send_days = '{1,2,3,4,5}', remind_after_days = '{1,2}' where code = 'MONTH'"
        );
        // Nobody answers in this year, and yet each relationship is asked about.
        await _organisation.RunAsync(
            "insert into relationship_priority (relationship_id, asked_anyway_at) select id, '2100-01-01Z' from relationship"
        );
        await _organisation.RunAsync(
            """
            insert into holiday (country, day, name) select 'EE', unnest(@Estonian), 'x' union all select 'FI', unnest(@Finnish), 'x'
            """,
            new { Estonian, Finnish }
        );
        var scheduler = Sending.On(_test);
        var work = scheduler.Work(new RecordingTransport(Take));
        for (var local = new DateTime(2026, 1, 1, 4, 0, 0); local.Year == 2026; local = local.AddHours(local.Hour == 4 ? 6 : 18))
        {
            if (local < new DateTime(2026, 7, 6) || local > new DateTime(2026, 7, 13, 8, 0, 0))
            {
                _now = new DateTimeOffset(local, Tallinn.GetUtcOffset(local)).ToUniversalTime();
                await work.RunAsync(_now, default);
            }
        }
    }

    [OneTimeTearDown]
    public async Task DropAsync() => await _test.DisposeAsync();

    [Test]
    public async Task Every_period_is_there_once_and_only_what_was_over_before_it_was_seen_is_skipped()
    {
        var waves = await _organisation.ListAsync<(string Code, string State)>("select code, state from wave order by code");

        var months = Enumerable
            .Range(1, 12)
            .Select(month => new DateOnly(2026, month, 1))
            .Select(first => first.AddDays((8 - (int)first.DayOfWeek) % 7))
            .Select(day => ($"MONTH-{day:yyyy-MM-dd}", day.Month == 7 ? "skipped" : "sealed"));
        var nights = Enumerable
            .Range(0, 52)
            .Select(week => new DateOnly(2026, 1, 4).AddDays(7 * week))
            .Select(day => ($"NIGHT-{day:yyyy-MM-dd}", "sealed"));
        Assert.That(waves, Is.EqualTo(months.Concat(nights)));
    }

    [Test]
    public async Task Each_opens_at_its_hour_on_the_wall_whether_summer_or_winter()
    {
        var hours = await _organisation.ListAsync<string>(
            """
            select distinct left(code, 5) || ' ' || to_char(opens_at at time zone 'Europe/Tallinn', 'HH24:MI') from wave
            where code <> 'NIGHT-2026-03-29' order by 1
            """
        );

        Assert.That(hours, Is.EqualTo(new[] { "MONTH 09:00", "NIGHT 03:30" }), "but on the night in which half past three does not exist");
    }

    [TestCase(
        "NIGHT-2026-03-29",
        "2026-03-29T01:00:00Z",
        TestName = "In the night in which half past three does not exist it opens at four"
    )]
    [TestCase(
        "NIGHT-2026-10-25",
        "2026-10-25T00:30:00Z",
        TestName = "In the night in which half past three comes twice it opens at the first"
    )]
    public async Task Where_the_clock_changes_it_opens_once(string code, string instant)
    {
        var opensAt = await _organisation.ListAsync<DateTimeOffset>("select opens_at from wave where code = @code", new { code });

        Assert.That(opensAt, Is.EqualTo(new[] { DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture) }));
    }

    [TestCase("tartu", "Europe/Tallinn")]
    [TestCase("turku", "Europe/Helsinki")]
    public void Each_gets_an_invitation_and_at_most_two_reminders_at_least_two_working_days_of_their_country_apart(string unit, string zone)
    {
        var holidays = (unit == "tartu" ? Estonian : Finnish).ToHashSet();
        var months = _mails
            .Where(mail => mail.To.StartsWith(unit, StringComparison.Ordinal))
            .GroupBy(mail => (mail.To, mail.Local.Year, mail.Local.Month))
            .ToList();
        var reminders = months
            .SelectMany(month => month.OrderBy(mail => mail.Local).Skip(1).Zip(month.OrderBy(mail => mail.Local).Skip(2)))
            .ToList();

        Assert.Multiple(() =>
        {
            Assert.That(months.Select(month => month.Count()), Is.All.InRange(1, 3).And.Some.EqualTo(3));
            foreach (var (first, second) in reminders)
            {
                var earliest = SendWindow.AddWorkingDays(
                    new DateTimeOffset(first.Local, Tallinn.GetUtcOffset(first.Local)),
                    2,
                    zone,
                    null,
                    holidays
                );
                Assert.That(
                    new DateTimeOffset(second.Local, Tallinn.GetUtcOffset(second.Local)),
                    Is.GreaterThanOrEqualTo(earliest),
                    first.To
                );
            }
        });
    }

    [Test]
    public void Nobody_hears_from_a_scheduler_that_sleeps_or_about_a_wave_that_was_over_before_it_woke_up()
    {
        var july = _mails.Where(mail => mail.Local.Month == 7).ToList();

        Assert.That(july.Where(mail => mail.Local > new DateTime(2026, 7, 6) && mail.Local < new DateTime(2026, 7, 13, 9, 0, 0)), Is.Empty);
        Assert.That(july.Select(mail => mail.To), Has.None.StartsWith("tartu").And.None.StartsWith("turku"), "the month's wave was over");
    }

    [Test]
    public void Letters_come_on_working_days_of_their_country_in_working_hours()
    {
        var month = _mails.Where(mail => !mail.To.StartsWith("shift", StringComparison.Ordinal)).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(
                month.Select(mail => mail.Local.DayOfWeek),
                Has.None.EqualTo(DayOfWeek.Saturday).And.None.EqualTo(DayOfWeek.Sunday)
            );
            Assert.That(month.Select(mail => mail.Local.Hour), Is.All.InRange(8, 17));
            Assert.That(Days("tartu"), Has.None.Matches<DateOnly>(day => Estonian.Contains(day)));
            Assert.That(Days("turku"), Has.None.Matches<DateOnly>(day => Finnish.Contains(day)));
            Assert.That(Days("tartu"), Has.Member(new DateOnly(2026, 4, 6)), "Easter Monday is a working day in Estonia");
            Assert.That(Days("turku"), Has.Member(new DateOnly(2026, 4, 7)), "and not in Finland");
        });
    }

    [Test]
    public async Task Nobody_is_written_to_twice_for_the_same_thing()
    {
        var kept = await _organisation.OneAsync<int>(
            """
            select ((select count(*) from message where state = 'sent')
                    + (select coalesce(sum(count), 0) from message_count where state = 'sent')
                    - (select coalesce(sum(count), 0) from message_count where kind = 'invitation'))::int
            """
        );
        var invited = await _organisation.ListAsync<(string, int)>(
            """
            select left(wave.code, 5) as pulse, count(*)::int from invitation join wave on wave.id = wave_id group by 1 order by 1
            """
        );

        Assert.That(_mails, Has.Count.EqualTo(kept));
        Assert.That(
            invited,
            Is.EqualTo(new[] { ("MONTH", 11 * 12), ("NIGHT", 51 * 6) }),
            "the shift was asked on a Monday in July and left in peace on the Sunday after"
        );
    }

    private IEnumerable<DateOnly> Days(string unit) =>
        _mails
            .Where(mail => mail.To.StartsWith(unit, StringComparison.Ordinal))
            .Select(mail => DateOnly.FromDateTime(mail.Local))
            .Distinct();

    private Accepted Take(OutgoingMail mail)
    {
        _mails.Enqueue((mail.To, TimeZoneInfo.ConvertTime(_now, Tallinn).DateTime));
        return new Accepted();
    }
}
