using Survey.Tests.Support;

namespace Survey.Tests.Scheduler;

/// <summary>The system's time zone data have become less: no old names (as in Debian 13), no zone.tab (as in small images).</summary>
public sealed class VanishedZonesTests : InSmallOrganisation
{
    private const string Opening = "2026-03-02T09:00:00+02:00";

    private TemporaryFolder _files = null!;

    [SetUp]
    public async Task LoseZonesAsync()
    {
        _files = new TemporaryFolder();
        foreach (var zone in new[] { "Europe/Tallinn", "Europe/Kyiv", "America/New_York", "Asia/Kolkata", "UTC", "Etc/UTC" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Zones(zone))!);
            File.Copy($"/usr/share/zoneinfo/{zone}", Zones(zone));
        }
        await Organisation.RunAsync(
            """
            update pulse set first_date = '2026-03-01', send_days = '{1,2,3,4,5}', send_hours = '08:00-18:00';
            update person set time_zone = 'Europe/Kiev' where email = 'shop1@example.org';
            update person set time_zone = 'US/Eastern' where email = 'shop2@example.org';
            update person set time_zone = 'Atlantis/Town' where email = 'shop3@example.org';
            update person set time_zone = 'Asia/Calcutta' where email = 'shop4@example.org';
            insert into holiday (country, day, name) values ('IN', '2026-03-02', 'Holi');
            """
        );
    }

    [TearDown]
    public void DropFiles() => _files.Dispose();

    [Test]
    public async Task The_wave_opens_and_everybody_is_mailed_at_their_own_hours()
    {
        var morning = await OnceAsync(Opening);
        var newYork = await OnceAsync("2026-03-02T08:00:00-05:00");
        var nextDay = await OnceAsync("2026-03-03T09:00:00+05:30");

        Assert.That(
            (morning.Sent, newYork.Sent, nextDay.Sent),
            Is.EqualTo((23, 2, 1)),
            "then New York and the people with UTC, and India after its holiday"
        );
        Assert.That(
            morning.Error,
            Does.Contain("The time zone Atlantis/Town is not known here: UTC is used for the mails of people with this zone (1).")
                .And.Not.Contain("Kiev")
        );
    }

    [Test]
    public async Task Reminders_of_an_open_wave_go_on_and_a_pulse_whose_zone_vanished_stands_still_alone()
    {
        await Organisation.PulseAsync("OTHER", firstDate: "2026-03-01", quietDays: 0, timeZone: "Atlantis/Town");
        await OnceAsync(Opening);
        await OnceAsync("2026-03-02T09:00:00-05:00");

        var reminding = await OnceAsync("2026-03-05T10:30:00+02:00");

        Assert.That(reminding.Sent, Is.GreaterThan(22));
        Assert.That(
            reminding.Error,
            Does.Contain("The pulse OTHER plans no further waves: the time zone Atlantis/Town is not known here.")
        );
        Assert.That(await Organisation.ListAsync<string>("select code from wave"), Is.EqualTo(new[] { "MONTHLY-2026-03-02" }));
    }

    [Test]
    public async Task A_preview_of_a_pulse_whose_zone_vanished_is_refused_with_a_sentence()
    {
        await Organisation.RunAsync("update pulse set time_zone = 'Atlantis/Town'");

        var (exit, output, error) = await SchedulerProcess.RunAsync(
            Test,
            ["preview", "--pulse", "MONTHLY", "--at", Opening],
            ("TZDIR", _files.File("zoneinfo"))
        );

        Assert.That(
            (exit, output, error.Trim()),
            Is.EqualTo((1, "", "The pulse 'MONTHLY' has the time zone 'Atlantis/Town', which is not known here."))
        );
    }

    private string Zones(string zone) => _files.File(Path.Combine("zoneinfo", zone));

    private async Task<(int Sent, string Error)> OnceAsync(string at)
    {
        var (exit, output, error) = await SchedulerProcess.RunAsync(
            Test,
            ["once", "--at", at],
            ("Mail__Directory", _files.File("mail")),
            ("TZDIR", _files.File("zoneinfo"))
        );
        Assert.That(exit, Is.Zero, error);
        return (System.Text.Json.JsonDocument.Parse(output).RootElement.GetProperty("sent").GetInt32(), error);
    }
}
