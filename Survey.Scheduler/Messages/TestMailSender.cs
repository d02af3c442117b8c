using Microsoft.Extensions.Options;
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
        await using var connection = await database.OpenAsync(ct);
        await TestMails.DeleteOldAsync(connection, now, ct);
        while (await TestMails.TakeAsync(connection, now, ct) is { } test)
        {
            var (outcome, words) = await SendAsync(test, sender, now, ct);
            await TestMails.RecordAsync(connection, test.Id, outcome, words, CancellationToken.None);
            count++;
        }
        return count;
    }

    private async Task<(TestMailOutcome Outcome, string? Words)> SendAsync(
        TestMail test,
        string? sender,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        test.Kind == TestMailKind.Return && !ReadsReturnedMails
            ? (TestMailOutcome.NoMailbox, null)
            : Outcome(await transport.SendAsync(composer.Compose(test, sender, now), ct));

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
