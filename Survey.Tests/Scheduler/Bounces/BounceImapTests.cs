using System.Runtime.Versioning;
using System.Text;
using MailKit.Security;
using Microsoft.Extensions.Logging.Abstractions;
using Survey.Scheduler.Bounces;
using Survey.Scheduler.Mail;
using Survey.Tests.Scheduler.Messages;
using Survey.Tests.Support;

namespace Survey.Tests.Scheduler.Bounces;

[UnsupportedOSPlatform("windows")]
public sealed class BounceImapTests
{
    private Sending _sending = null!;

    [SetUp]
    public async Task SendAsync()
    {
        _sending = await Sending.WithOpenWaveAsync();
        await _sending.SendAsync(Sending.Monday);
    }

    [TearDown]
    public ValueTask DropAsync() => _sending.DisposeAsync();

    [Test]
    public async Task Mails_are_read_once_marked_as_seen_and_kept_and_what_is_no_bounce_is_flagged()
    {
        using var server = Dovecot.Start();
        await server.DeliverAsync("1", SampleMails.About("17-no-bounces--oof-estonian.eml", await MailAsync("shop1")));
        await server.DeliverAsync("2", SampleMails.About("12-nul-in-reason--a-nul.eml", await MailAsync("shop2")));
        await server.DeliverAsync("3", []);
        await server.DeliverAsync("4", Bytes(Reports.Of(await MailAsync("shop3"), status: "5.2.2") + new string('x', 10_000_000)));
        await server.DeliverAsync("5", Bytes(Reports.Of(await MailAsync("shop4"), "delayed", "4.4.1")));
        var mailbox = Returned.Mailbox(_sending.Test.Database, server.Options);

        var bounces = new[] { await mailbox.ReadNewAsync(Sending.Monday, default), await mailbox.ReadNewAsync(Sending.Monday, default) };

        Assert.That(bounces, Is.EqualTo(new[] { 3, 0 }));
        Assert.That(
            await StatesAsync(),
            Is.EqualTo(new[] { "shop2@example.org bounced", "shop3@example.org failed", "shop4@example.org late" })
        );
        Assert.That(server.Flags, Is.EqualTo(new[] { "FS", "S", "FS", "S", "S" }));
    }

    [TestCase(null)]
    [TestCase("IMAP4rev1", Description = "no IDLE: looked at each minute")]
    public async Task A_mail_that_arrives_while_the_mailbox_is_watched_is_read_at_once(string? capabilities)
    {
        using var server = Dovecot.Start(capabilities);
        using var stop = new CancellationTokenSource();
        using var watch = new BounceImapWatch(
            Returned.Mailbox(_sending.Test.Database, server.Options, new HurriedClock()),
            new HurriedClock(),
            NullLogger<BounceImapWatch>.Instance
        );
        await watch.StartAsync(stop.Token);
        foreach (var (name, user) in new[] { ("1", "shop1"), ("2", "shop2") })
        {
            await server.DeliverAsync(name, Bytes(Reports.Of(await MailAsync(user))));
            await Wait.UntilAsync(async () => (await StatesAsync()).Contains($"{user}@example.org bounced"));
        }

        Assert.That(await StatesAsync(), Is.EqualTo(new[] { "shop1@example.org bounced", "shop2@example.org bounced" }));
        await stop.CancelAsync();
        await watch.StopAsync(default);
    }

    [Test]
    public void A_wrong_password_is_a_fault_of_this_run()
    {
        using var server = Dovecot.Start();
        var options = server.Options;
        options.Password = "wrong";

        Assert.That(
            () => Returned.Mailbox(_sending.Test.Database, options).ReadNewAsync(Sending.Monday, default),
            Throws.TypeOf<AuthenticationException>()
        );
    }

    [TestCase("mail.example.org", "Tls", "", "INBOX", "Mail:BounceImap:User and Mail:BounceImap:Password")]
    [TestCase("mail.example.org", "None", "x", "INBOX", "Mail:BounceImap:Security None would send")]
    [TestCase("mail.example.org", "Tls", "x", " ", "Mail:BounceImap:Folder is empty")]
    [TestCase("mail.example.org", "StartTls", "x", "INBOX", null)]
    [TestCase("", "None", "", "", null)]
    public void A_wrong_setting_is_named(string host, string security, string password, string folder, string? problem)
    {
        var options = new BounceImapOptions
        {
            Host = host,
            Security = Enum.Parse<MailSecurity>(security),
            User = "u",
            Password = password,
            Folder = folder,
        };

        Assert.That(new BounceImapCheck().Validate(null, options).FailureMessage, problem is null ? Is.Null : Does.StartWith(problem));
    }

    private static byte[] Bytes(string mail) => Encoding.UTF8.GetBytes(mail);

    private Task<Guid> MailAsync(string user) => _sending.MailAsync($"{user}@example.org");

    private Task<IReadOnlyList<string>> StatesAsync() =>
        _sending.Organisation.ListAsync<string>(
            """
            select address || ' ' || case when late_reports > 0 then 'late' else state end
            from message where state <> 'sent' or late_reports > 0 order by address
            """
        );

    /// <summary>Waits 100 times shorter.</summary>
    private sealed class HurriedClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / 100 : dueTime, period);
    }
}
