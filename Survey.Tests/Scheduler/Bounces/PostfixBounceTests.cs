using Survey.Scheduler.Mail;
using Survey.Tests.Scheduler.Mail;
using Survey.Tests.Scheduler.Messages;
using Survey.Tests.Support;

namespace Survey.Tests.Scheduler.Bounces;

[Category("Slow")]
public sealed class PostfixBounceTests
{
    [Test]
    public async Task What_a_real_Postfix_accepts_and_returns_is_a_bounce_of_that_mail()
    {
        using var postfix = Postfix.Start();
        await using var sending = await Sending.WithOpenWaveAsync(organisation =>
            organisation.RunAsync("update person set email = 'gone@example.org' where email = 'shop1@example.org'"));
        using var transport = new SmtpTransport(
            Mails.Options(postfix.StartTlsPort, options =>
                (options.Host, options.Security, options.User, options.Password) = ("localhost", MailSecurity.StartTls, "survey@survey.example", "right")),
            TimeProvider.System, postfix.Authority, new SmtpTimeouts());
        Assert.That((await sending.Outbox(transport).SendDueAsync(Sending.Monday, default)).Sent, Is.EqualTo(sending.Wave.Invitations.Count));
        var id = await sending.Organisation.OneAsync<Guid>("select id from message where address = 'gone@example.org'");

        var report = await ReportAsync(postfix, sending.Wave.Invitations.Count);
        var (exit, output, error) = await SchedulerProcess.RunAsync(sending.Test, report, ["bounce"]);

        Assert.That((exit, error), Is.EqualTo((0, "")));
        Assert.That(output, Is.EqualTo($$"""{"bounce":"hard","message":"{{id:d}}","statusCode":"5.1.1"}""" + "\n"));
        Assert.That(await sending.Organisation.OneAsync<string>("select address || ' ' || reason from message where state = 'bounced'"),
            Is.EqualTo("gone@example.org The mailbox is gone"));
    }

    /// <summary>The one mail in the maildir that Postfix wrote itself; the invitations to all others are there, too.</summary>
    private static async Task<string> ReportAsync(Postfix postfix, int count)
    {
        await postfix.DeliveredAsync(count);
        return Directory.GetFiles(Path.Combine(postfix.Maildir, "new")).Select(File.ReadAllText)
            .Single(mail => mail.Contains("MAILER-DAEMON", StringComparison.Ordinal));
    }
}
