using System.Runtime.Versioning;
using Survey.Db.Tokens;
using Survey.Scheduler.Mail;
using Survey.Tests.Scheduler.Mail;

namespace Survey.Tests.Scheduler.Messages;

public sealed class MailFolderTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("survey-mails-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task A_mail_carries_what_mail_programs_and_bounces_need()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        await sending.Outbox(new FolderTransport(_folder)).SendDueAsync(Sending.Monday, default);

        var invitation = sending.Wave.Invitations.Single(one => one.Email == "sales1@example.org");
        var mail = ReceivedMail.In(_folder).Single(one => one.To[1] == invitation.Email);
        var id = await sending.Organisation.OneAsync<Guid>("select id from message where address = 'sales1@example.org'");
        var token = sending.Tokens.Make(TokenPurpose.Respond, invitation.Id);
        Assert.Multiple(() =>
        {
            Assert.That(mail.MessageId, Is.EqualTo($"<{id:d}@survey.example>"));
            Assert.That(mail.Headers["return-path"], Is.EqualTo($"<returns+{id:d}@bounce.example>"));
            Assert.That(mail.Headers["auto-submitted"], Is.EqualTo("auto-generated"));
            Assert.That(mail.Headers["list-unsubscribe"], Is.EqualTo($"<https://survey.example/u/{token}/one-click>"));
            Assert.That(mail.Headers["list-unsubscribe-post"], Is.EqualTo("List-Unsubscribe=One-Click"));
            Assert.That(mail.From, Is.EqualTo(new[] { "ROOT", "survey@survey.example" }));
            Assert.That(mail.To[0], Is.EqualTo("Sales 1"));
            Assert.That(Directory.GetFiles(_folder, $"20260302-070000-{id:d}.eml"), Has.Length.EqualTo(1));
            foreach (var part in mail.Parts.Values)
            {
                Assert.That(part, Does.Contain($"https://survey.example/r/{token}").And.Contain($"https://survey.example/u/{token}"));
                Assert.That(part, Does.Contain($"/r/{token}#IT-ALL.overall=5").And.Contain($"/r/{token}#HR-SALES.overall=1"));
                Assert.That(part, Does.Contain("https://survey.example/privacy"));
            }
        });
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    public async Task Nobody_else_on_the_machine_can_read_the_mails()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        var folder = Path.Combine(_folder, "made");
        await sending.Outbox(new FolderTransport(folder)).SendDueAsync(Sending.Monday, default);

        Assert.That(File.GetUnixFileMode(folder), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        Assert.That(
            Directory.GetFiles(folder).Select(File.GetUnixFileMode),
            Is.All.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite)
        );
    }

    [Test]
    public async Task On_an_http_site_no_one_click_is_promised()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        await sending.Outbox(new FolderTransport(_folder), "http://127.0.0.1:5080").SendDueAsync(Sending.Monday, default);

        var mail = ReceivedMail.In(_folder)[0];
        Assert.That(mail.Headers["list-unsubscribe"], Does.StartWith("<http://127.0.0.1:5080/u/").And.Not.Contain("one-click"));
        Assert.That(mail.Headers.Keys, Has.None.EqualTo("list-unsubscribe-post"));
    }

    [Test]
    public async Task A_reminder_follows_its_invitation()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        await sending.Outbox(new FolderTransport(_folder)).SendDueAsync(Sending.Monday, default);
        await sending.RemindAsync(Sending.Monday.AddDays(3));
        await sending.Outbox(new FolderTransport(_folder)).SendDueAsync(Sending.Monday.AddDays(3), default);

        var mails = ReceivedMail.In(_folder).Where(mail => mail.To[1] == "shop1@example.org").ToList();
        Assert.That(mails, Has.Count.EqualTo(2));
        Assert.That(mails[1].Headers["in-reply-to"], Is.EqualTo(mails[0].MessageId));
        Assert.That(mails[1].Headers["references"], Is.EqualTo(mails[0].MessageId));
        Assert.That(mails[1].Headers["subject"], Is.EqualTo($"Reminder: {mails[0].Headers["subject"]}"));
    }

    [Test]
    public async Task A_repeated_mail_takes_the_place_of_the_first()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        await sending.Outbox(new FolderTransport(_folder)).SendDueAsync(Sending.Monday, default);
        await sending.Organisation.RunAsync("update message set state = 'queued'");
        await sending.Outbox(new FolderTransport(_folder)).SendDueAsync(Sending.Monday.AddMinutes(1), default);

        Assert.That(Directory.GetFiles(_folder), Has.Length.EqualTo(sending.Wave.Invitations.Count));
    }
}
