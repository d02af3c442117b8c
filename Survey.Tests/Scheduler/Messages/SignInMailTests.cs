using Survey.Db.Messages;
using Survey.Tests.Scheduler.Mail;
using Survey.Tests.Support;

namespace Survey.Tests.Scheduler.Messages;

/// <remarks>Runs alone, because it measures time.</remarks>
[Category("Slow")]
[NonParallelizable]
public sealed class SignInMailTests
{
    private const double Within = 2;

    [Test]
    public async Task A_sign_in_mail_leaves_within_two_seconds_while_a_slow_server_is_given_a_wave()
    {
        await using var sending = await Sending.WithOpenWaveAsync(async organisation =>
        {
            await organisation.PeopleAsync("SHOP", 1000);
        });
        await sending.Organisation.RunAsync("update wave set closes_at = current_date + 7");
        using var server = ScriptedServer.Start("slow");
        using var scheduler = SchedulerProcess.Start(
            sending.Test,
            [],
            ("Scheduler__Port", "0"),
            ("Mail__Host", "127.0.0.1"),
            ("Mail__Port", $"{server.Port}"),
            ("Mail__Security", "None"),
            ("Mail__From", "survey@survey.example")
        );
        await Wait.UntilAsync(() => Mails(server) > 20);

        for (var number = 1; number <= 4; number++)
        {
            var address = $"boss{number}@example.org";
            await AskAsync(sending, address);
            await Wait.UntilAsync(() => server.Mails.Any(mail => mail.To[1] == address), Within);
        }
        Assert.That(Mails(server), Is.LessThan(sending.Wave.Invitations.Count), "the wave was over too early to mean anything");
    }

    private static int Mails(ScriptedServer server) => Directory.GetFiles(server.Folder, "*.eml").Length;

    private static async Task AskAsync(Sending sending, string address)
    {
        var (id, now) = (Guid.NewGuid(), DateTimeOffset.UtcNow);
        await sending.Organisation.RunAsync(
            """
            insert into sign_in (id, email, created_at, expires_at) values (@id, @address, @now, @now + interval '15 minutes')
            """,
            new
            {
                id,
                address,
                now,
            }
        );
        await sending.Organisation.Database.InTransactionAsync(connection =>
            MessageQueue.AddSignInAsync(connection, address, "en", id, now, default)
        );
    }
}
