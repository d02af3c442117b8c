using System.Runtime.Versioning;
using Survey.Scheduler.Mail;
using Survey.Tests.Scheduler.Mail;
using Survey.Tests.Scheduler.Messages;
using Survey.Tests.Support;

namespace Survey.Tests.Scheduler.Bounces;

/// <summary>A real Postfix with the alias that Survey.Api/README.md names: it runs the program as a user without other rights.</summary>
[Category("Slow")]
[UnsupportedOSPlatform("windows")]
public sealed class PostfixBounceTests
{
    [Test]
    public async Task What_a_real_Postfix_accepts_and_returns_comes_through_its_pipe_and_is_a_bounce_of_that_mail()
    {
        using var folder = new TemporaryFolder();
        await using var sending = await Sending.WithOpenWaveAsync(organisation =>
            organisation.RunAsync("update person set email = 'gone@example.org' where email = 'shop1@example.org'")
        );
        using var postfix = Postfix.Start($"set -a; . {Settings(folder, sending)}; exec dotnet {Program(folder)} bounce");
        using var transport = new SmtpTransport(
            Mails.Options(postfix.StartTlsPort, options =>
                (options.Host, options.Security, options.User, options.Password) = (
                    "localhost",
                    MailSecurity.StartTls,
                    "survey@survey.example",
                    "right"
                )
            ),
            TimeProvider.System,
            postfix.Authority,
            new SmtpTimeouts()
        );
        Assert.That(
            (await sending.Outbox(transport).SendDueAsync(Sending.Monday, default)).Sent,
            Is.EqualTo(sending.Wave.Invitations.Count)
        );

        await sending.Organisation.UntilAsync("select exists (select from message where state = 'bounced')");
        var kept = await postfix.KeptAsync();

        Assert.That(
            await sending.Organisation.ListAsync<string>(
                "select address || ' ' || status_code || ' ' || reason from message where state <> 'sent'"
            ),
            Is.EqualTo(new[] { "gone@example.org 5.1.1 The mailbox is gone" })
        );
        Assert.That(
            await sending.Organisation.OneAsync<int>("select hard_bounces from person where email = 'gone@example.org'"),
            Is.EqualTo(1)
        );
        Assert.That(kept, Has.Count.EqualTo(1), "a copy stays");
    }

    private static string Settings(TemporaryFolder folder, Sending sending)
    {
        var file = folder.File("survey.env");
        File.WriteAllText(file, $"ConnectionStrings__Survey='{sending.ConnectionString}'\n");
        return file;
    }

    /// <summary>The program where everybody may read it, as it is when it is installed.</summary>
    private static string Program(TemporaryFolder folder)
    {
        File.SetUnixFileMode(folder.File(""), (UnixFileMode)0b111_101_101);
        foreach (
            var file in Directory
                .GetFiles(AppContext.BaseDirectory)
                .Where(file => file.EndsWith(".dll", StringComparison.Ordinal) || file.EndsWith(".json", StringComparison.Ordinal))
        )
        {
            File.Copy(file, folder.File(Path.GetFileName(file)));
        }
        return folder.File("Survey.Scheduler.dll");
    }
}
