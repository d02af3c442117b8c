using Microsoft.Extensions.Logging;
using Survey.Tests.Scheduler.Messages;
using Survey.Tests.Support;

namespace Survey.Tests.Scheduler.Bounces;

public sealed class BounceMaildirTests
{
    private readonly CapturedLog _log = new();
    private Sending _sending = null!;
    private TemporaryFolder _maildir = null!;

    [SetUp]
    public async Task SendAsync()
    {
        _sending = await Sending.WithOpenWaveAsync();
        await _sending.SendAsync(Sending.Monday);
        _maildir = new TemporaryFolder();
        Array.ForEach(["new", "cur", "tmp"], name => Directory.CreateDirectory(_maildir.File(name)));
    }

    [TearDown]
    public async Task DropAsync()
    {
        _maildir.Dispose();
        _log.Dispose();
        await _sending.DisposeAsync();
    }

    [Test]
    public async Task What_cannot_be_opened_stays_is_named_in_the_log_and_holds_up_nothing()
    {
        File.CreateSymbolicLink(New("0-loop"), "0-loop");
        File.CreateSymbolicLink(New("0-nowhere"), "not-there");
        Directory.CreateDirectory(New("1-folder"));
        await File.WriteAllBytesAsync(New("2-nothing"), []);
        await File.WriteAllBytesAsync(New("3-nul"), SampleMails.About("12-nul-in-reason--a-nul.eml", await MailAsync("shop1")));
        await File.WriteAllBytesAsync(
            New("4-half-a-letter"),
            SampleMails.About("12-nul-in-reason--c-emoji-at-300.eml", await MailAsync("shop2"))
        );
        await File.WriteAllTextAsync(New("5-large"), Reports.Of(await MailAsync("shop3")) + new string('x', 50_000_000));
        await File.WriteAllTextAsync(New("6-good"), Reports.Of(await MailAsync("shop4")));

        for (var times = 0; times < 2; times++)
        {
            await Returned.Maildir(_sending.Test.Database, _maildir.File(""), Logger).ReadNewAsync(Sending.Monday, default);
        }

        Assert.That(
            await _sending.Organisation.ListAsync<string>("select address from message where state = 'bounced' order by address"),
            Is.EqualTo(Enumerable.Range(1, 4).Select(number => $"shop{number}@example.org"))
        );
        Assert.That(await _sending.Organisation.OneAsync<int>("select max(length(reason)) from message"), Is.LessThanOrEqualTo(301));
        string[] unreadable = ["0-loop", "0-nowhere", "1-folder"];
        Assert.That(Directory.GetFileSystemEntries(_maildir.File("new")).Select(Path.GetFileName), Is.EquivalentTo(unreadable));
        foreach (var name in unreadable)
        {
            Assert.That(_log.Everything.Split($" {name} in the maildir could not be read"), Has.Length.EqualTo(3), "once in each run");
        }
        Assert.That(_log.Everything, Does.Not.Contain("@"));
    }

    [Test]
    public async Task Schedulers_that_watch_one_maildir_read_every_mail_once_and_so_do_a_maildir_and_a_pipe()
    {
        var mails = await _sending.Organisation.ListAsync<Guid>("select id from message");
        foreach (var id in mails)
        {
            await File.WriteAllTextAsync(New($"{id:d}.host"), Reports.Of(id, "delayed", "4.4.1"));
            await File.WriteAllBytesAsync(New($"{id:d}.complaint"), SampleMails.About("17-no-bounces--arf-complaint.eml", id));
        }

        var schedulers = Enumerable.Range(0, 4).Select(_ => Returned.Maildir(_sending.Test.Database, _maildir.File("")));
        await Task.WhenAll(schedulers.Select(scheduler => Task.Run(() => scheduler.ReadNewAsync(Sending.Monday, default))));
        await _sending.ReadAsync("Received: by another way\n" + Reports.Of(mails[0], "delayed", "4.4.1"));

        Assert.That(await _sending.Organisation.ListAsync<int>("select distinct late_reports from message"), Is.EqualTo(new[] { 1 }));
        Assert.That(await _sending.Organisation.OneAsync<int>("select sum(count)::int from complaint_count"), Is.EqualTo(mails.Count));
        Assert.That(Directory.GetFiles(_maildir.File("cur")), Has.Length.EqualTo(2 * mails.Count));
    }

    private string New(string name) => Path.Combine(_maildir.File("new"), name);

    private Task<Guid> MailAsync(string user) => _sending.MailAsync($"{user}@example.org");

    private ILogger<Survey.Scheduler.Bounces.BounceMaildir> Logger =>
        new Logger<Survey.Scheduler.Bounces.BounceMaildir>(LoggerFactory.Create(logging => logging.AddProvider(_log)));
}
