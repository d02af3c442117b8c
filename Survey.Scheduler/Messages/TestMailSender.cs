using Microsoft.Extensions.Options;
using Npgsql;
using Survey.Db;
using Survey.Db.Messages;
using Survey.Db.Settings;
using Survey.Scheduler.Bounces;
using Survey.Scheduler.Mail;

namespace Survey.Scheduler.Messages;

/// <summary>Sends the mails by which HR tries the mail server, whether sending is paused or not.</summary>
internal sealed class TestMailSender(
    Database database,
    IMailTransport transport,
    MailComposer composer,
    OrganisationReader organisation,
    IOptions<MailOptions> mail,
    IOptions<BounceImapOptions> mailbox
)
{
    private bool ReadsReturnedMails => mail.Value.BounceMaildir is { Length: > 0 } || mailbox.Value.IsSet;

    public async Task<int> SendDueAsync(DateTimeOffset now, CancellationToken ct)
    {
        var sender = (await organisation.ReadAsync(ct)).SenderName;
        var count = 0;
        await using (var connection = await database.OpenAsync(ct))
        {
            await TestMails.DeleteOldAsync(connection, now, ct);
        }
        // Each mail is one transaction. If the program is killed in between, HR gets the same mail twice.
        while (await database.InTransactionAsync(connection => SendNextAsync(connection, sender, now, ct), ct))
        {
            count++;
        }
        return count;
    }

    private async Task<bool> SendNextAsync(NpgsqlConnection connection, string? sender, DateTimeOffset now, CancellationToken ct)
    {
        if (await TestMails.NextAsync(connection, ct) is not { } test)
        {
            return false;
        }
        var (outcome, words) =
            test.Kind == TestMailKind.Return && !ReadsReturnedMails
                ? (TestMailOutcome.NoMailbox, null)
                : Outcome(await transport.SendAsync(composer.Compose(test, sender, now), ct));
        await TestMails.RecordAsync(connection, test.Id, outcome, words, now, ct);
        return true;
    }

    private static (TestMailOutcome Outcome, string? Words) Outcome(Delivery delivery) =>
        delivery switch
        {
            Refused refused => (TestMailOutcome.Refused, refused.Reason),
            Deferred deferred => (TestMailOutcome.Deferred, deferred.Reason),
            TransportDown down => (TestMailOutcome.Down, down.Reason),
            Unknown unknown => (TestMailOutcome.Unknown, unknown.Reason),
            _ => (TestMailOutcome.Accepted, null),
        };
}
