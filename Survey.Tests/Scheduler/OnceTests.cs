using System.Text.Json;
using Survey.Tests.Support;

namespace Survey.Tests.Scheduler;

/// <summary>The program as it is built, run as a process.</summary>
public sealed class OnceTests
{
    private TestDatabase _test = null!;
    private Organisation _organisation = null!;
    private string _mails = null!;

    [SetUp]
    public async Task CreateAsync()
    {
        _test = await TestDatabase.CreateAsync(StartingPoint.SmallOrganisation);
        _organisation = new Organisation(_test.Database);
        await _organisation.RunAsync("update pulse set first_date = '2026-03-01'");
        _mails = Directory.CreateTempSubdirectory("survey-mails").FullName;
    }

    [TearDown]
    public async Task DropAsync()
    {
        Directory.Delete(_mails, recursive: true);
        await _test.DisposeAsync();
    }

    [Test]
    public async Task Once_does_what_is_due_at_that_instant_and_prints_one_line()
    {
        var opening = await OnceAsync("2026-03-02T09:00:00+02:00");
        var again = await OnceAsync("2026-03-02T09:00:00+02:00");
        var reminding = await OnceAsync("2026-03-05T09:00:00+02:00");

        Assert.That(opening, Is.EqualTo(Line(planned: 1, opened: 1, sent: 26)));
        Assert.That(again, Is.EqualTo(Line()));
        Assert.That(reminding, Is.EqualTo(Line(sent: 26, reminded: 26)));
        Assert.That(Directory.GetFiles(_mails, "*.eml"), Has.Length.EqualTo(52));
    }

    [Test]
    public async Task Every_wrong_setting_is_named_in_a_sentence_of_its_own()
    {
        var (exit, _, error) = await SchedulerProcess.RunAsync(_test, ["once"], ("Site__TokenKey", "short"), ("Mail__Directory", ""));

        Assert.That(exit, Is.EqualTo(1));
        Assert.That(
            error.Trim().Split('\n'),
            Is.EqualTo(
                new[]
                {
                    "Site:TokenKey must be base64 of 32 random bytes or more; 'openssl rand -base64 32' makes one.",
                    "Neither Mail:Host nor Mail:Directory is set: name an SMTP server, or a folder for the mails.",
                }
            )
        );
    }

    [Test]
    public async Task Once_closes_what_is_over_and_seals_it_a_quarter_of_an_hour_later()
    {
        await OnceAsync("2026-03-02T09:00:00+02:00");

        Assert.That(await OnceAsync("2026-03-09T08:59:59+02:00"), Does.Contain("\"closed\":0,\"sealed\":0"));
        Assert.That(await OnceAsync("2026-03-09T09:00:00+02:00"), Does.Contain("\"closed\":1,\"sealed\":0"));
        Assert.That(await OnceAsync("2026-03-09T09:15:00+02:00"), Does.Contain("\"closed\":0,\"sealed\":1"));
        Assert.That(await _organisation.OneAsync<string>("select state from wave"), Is.EqualTo("sealed"));
    }

    [Test]
    public async Task Two_schedulers_at_once_open_one_wave_and_send_each_mail_once()
    {
        var both = await Task.WhenAll(OnceAsync("2026-03-02T09:00:00+02:00"), OnceAsync("2026-03-02T09:00:00+02:00"));

        var sums = both.Select(line => JsonDocument.Parse(line).RootElement)
            .Aggregate((Planned: 0, Opened: 0), (sum, line) =>
                (sum.Planned + line.GetProperty("planned").GetInt32(), sum.Opened + line.GetProperty("opened").GetInt32())
            );
        await OnceAsync("2026-03-02T09:01:00+02:00");
        Assert.That(sums, Is.EqualTo((1, 1)));
        Assert.That(Directory.GetFiles(_mails, "*.eml"), Has.Length.EqualTo(26));
        Assert.That(await _organisation.OneAsync<int>("select count(*)::int from message where state = 'sent'"), Is.EqualTo(26));
    }

    [Test]
    public async Task Preview_prints_json_and_changes_nothing()
    {
        var (exit, output, _) = await SchedulerProcess.RunAsync(
            _test,
            ["preview", "--pulse", "monthly", "--at", "2026-03-02T09:00:00+02:00"]
        );

        var preview = JsonDocument.Parse(output).RootElement;
        Assert.Multiple(() =>
        {
            Assert.That(exit, Is.Zero);
            Assert.That(preview.GetProperty("wave").GetString(), Is.EqualTo("MONTHLY-2026-03-02"));
            Assert.That(preview.GetProperty("loadPerPerson").GetProperty("3").GetInt32(), Is.EqualTo(14));
        });
        Assert.That(await _organisation.OneAsync<int>("select count(*)::int from wave"), Is.Zero);
    }

    [TestCase(2, "once --at yesterday", "is not an instant")]
    [TestCase(2, "once --at 2026-03-02T09:00:00", "is not an instant")]
    [TestCase(2, "twice", "Unrecognized command or argument 'twice'.\n\"Survey.Scheduler --help\" says")]
    [TestCase(2, "--urls=http://127.0.0.1:0", "Unrecognized command or argument '--urls=http://127.0.0.1:0'.")]
    [TestCase(2, "once --pulse P", "Unrecognized command or argument '--pulse'.")]
    [TestCase(2, "once --at", "Required argument missing for option: '--at'.")]
    [TestCase(2, "preview", "Option '--pulse' is required.")]
    [TestCase(1, "preview --pulse NONE", "There is no pulse 'NONE'")]
    [TestCase(1, "once --Site:TokenKey=short", "Site:TokenKey")]
    public async Task Wrong_usage_ends_with_2_and_a_refused_request_with_1_and_a_sentence(int code, string arguments, string sentence)
    {
        var (exit, output, error) = await SchedulerProcess.RunAsync(_test, arguments.Split(' '));

        Assert.That((exit, output), Is.EqualTo((code, "")));
        Assert.That(error, Does.Contain(sentence).And.Not.Contain("   at "));
    }

    [Test]
    public async Task A_database_that_is_not_migrated_is_refused_with_a_sentence()
    {
        await using var empty = await TestDatabase.CreateEmptyAsync();

        var (exit, _, error) = await SchedulerProcess.RunAsync(empty, ["once"]);

        Assert.That(
            (exit, error.Trim()),
            Is.EqualTo((1, "The database is not at this program's schema: run \"Survey.Api migrate\" first."))
        );
    }

    [Test]
    public async Task Help_says_what_the_program_can_do()
    {
        var (exit, output, _) = await SchedulerProcess.RunAsync(_test, ["--help"]);
        var (_, once, _) = await SchedulerProcess.RunAsync(_test, ["once", "--help"]);

        Assert.That(exit, Is.Zero);
        Assert.That(output, Does.Contain("once --at ").And.Contain("preview --pulse CODE").And.Contain("  bounce "));
        Assert.That(once, Does.Contain("Survey.Scheduler once [options]").And.Contain("--at <INSTANT>"));
    }

    private async Task<string> OnceAsync(string at)
    {
        var (exit, output, error) = await SchedulerProcess.RunAsync(_test, ["once", "--at", at], ("Mail__Directory", _mails));
        Assert.That(exit, Is.Zero, error);
        return output.TrimEnd('\n');
    }

    private static string Line(int planned = 0, int opened = 0, int sent = 0, int reminded = 0) =>
        $$"""{"planned":{{planned}},"opened":{{opened}},"sent":{{sent}}"""
        + $$""","deferred":0,"failed":0,"reminded":{{reminded}},"closed":0,"sealed":0}""";
}
