using Survey.Tests.Scheduler.Mail;
using Survey.Tests.Support;

namespace Survey.Tests.Scheduler.Messages;

[Category("Slow")]
public sealed class KilledSenderTests
{
    private const string Monday = "2026-03-02T09:00:00+02:00";
    private const int Connections = 4;

    private TestDatabase _test = null!;
    private int _people;

    [SetUp]
    public async Task CreateAsync()
    {
        _test = await TestDatabase.CreateAsync(StartingPoint.SmallOrganisation);
        var organisation = new Organisation(_test.Database);
        await organisation.PeopleAsync("SHOP", 500);
        await organisation.RunAsync("update pulse set first_date = '2026-03-01'");
        _people = 500 + 26;
    }

    [TearDown]
    public ValueTask DropAsync() => _test.DisposeAsync();

    [Test]
    public async Task After_a_kill_in_the_middle_everybody_has_exactly_one_mail_in_the_folder()
    {
        var folder = Directory.CreateTempSubdirectory("survey-killed-").FullName;
        await KillInTheMiddleAsync(folder, ("Mail__Directory", folder));
        var before = Directory.GetFiles(folder, "*.eml").Length;
        Assert.That(before, Is.LessThan(_people), "it was killed too late to mean anything");

        var (exit, _, error) = await OnceAsync(("Mail__Directory", folder));

        Assert.That(exit, Is.Zero, error);
        Assert.That(
            ReceivedMail.In(folder).GroupBy(mail => mail.To[1]).Select(person => person.Count()),
            Is.EqualTo(Enumerable.Repeat(1, _people))
        );
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task After_a_kill_in_the_middle_a_server_has_a_mail_for_everybody_and_repeats_only_what_was_under_way()
    {
        using var server = ScriptedServer.Start();
        (string, string)[] settings =
        [
            ("Mail__Host", "127.0.0.1"),
            ("Mail__Port", $"{server.Port}"),
            ("Mail__Security", "None"),
            ("Mail__From", "survey@survey.example"),
            ("Mail__PerSecond", "200"),
            ("Mail__Connections", $"{Connections}"),
        ];
        await KillInTheMiddleAsync(server.Folder, settings);

        var (exit, _, error) = await OnceAsync(settings);

        Assert.That(exit, Is.Zero, error);
        var mails = server.Mails;
        Assert.That(mails.Select(mail => mail.To[1]).Distinct().Count(), Is.EqualTo(_people));
        Assert.That(
            mails.Select(mail => mail.MessageId).Distinct().Count(),
            Is.EqualTo(_people),
            "people who got it twice got the same message"
        );
        Assert.That(mails, Has.Count.LessThanOrEqualTo(_people + Connections));
        TestContext.Out.WriteLine($"{mails.Count - _people} repeated under the same Message-ID");
    }

    private async Task KillInTheMiddleAsync(string folder, params (string, string)[] settings)
    {
        using var scheduler = SchedulerProcess.Start(_test, ["once", "--at", Monday], settings);
        await Wait.UntilAsync(() => Directory.GetFiles(folder, "*.eml").Length >= 100);
        scheduler.Kill();
        await scheduler.EndAsync();
    }

    private Task<(int Exit, string Output, string Error)> OnceAsync(params (string, string)[] settings) =>
        SchedulerProcess.RunAsync(_test, ["once", "--at", Monday], settings);
}
