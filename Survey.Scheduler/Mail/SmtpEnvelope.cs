using System.Buffers;
using System.Text;

namespace Survey.Scheduler.Mail;

/// <summary>One mail through an open session: MAIL is about us, RCPT about the recipient, DATA about the mail.</summary>
internal static class SmtpEnvelope
{
    private const string Data = "DATA";

    /// <param name="next">
    /// The mail that will follow. Where the server takes several commands at once (RFC 2920) it is offered together with the content of
    /// this one; its own content waits until it is sent. Null: none is known.
    /// </param>
    /// <exception cref="SmtpFault">The connection failed before the mail was handed over.</exception>
    public static async Task<Delivery> SendAsync(SmtpSession session, OutgoingMail mail, Task before, OutgoingMail? next)
    {
        if (!IsKnown(session, mail))
        {
            return new Refused("The mail server does not know addresses with letters beyond ASCII.", "5.6.7");
        }
        if (await OfferAsync(session, mail) is { } outcome)
        {
            return outcome;
        }
        var offered = next is not null && session.IsPipelined && IsKnown(session, next) ? next : null;
        var words = Content(session, mail, offered);
        await before;
        return await HandOverAsync(session, words, offered);
    }

    private static bool IsKnown(SmtpSession session, OutgoingMail mail) => !NeedsUtf8(mail) || session.Offers("SMTPUTF8");

    private static bool NeedsUtf8(OutgoingMail mail) =>
        MailAddresses.NeedsUtf8(mail.To) || MailAddresses.NeedsUtf8(mail.EnvelopeFrom) || MailAddresses.NeedsUtf8(mail.From);

    private static string Sender(SmtpSession session, OutgoingMail mail) =>
        $"MAIL FROM:<{mail.EnvelopeFrom}>{(session.Offers("8BITMIME") ? " BODY=8BITMIME" : "")}{(NeedsUtf8(mail) ? " SMTPUTF8" : "")}";

    private static string Recipient(OutgoingMail mail) => $"RCPT TO:<{mail.To}>";

    private static string Commands(SmtpSession session, OutgoingMail mail) => $"{Sender(session, mail)}\r\n{Recipient(mail)}\r\n{Data}\r\n";

    /// <returns>Null: the server waits for the mail.</returns>
    private static async Task<Delivery?> OfferAsync(SmtpSession session, OutgoingMail mail)
    {
        if (!session.IsPipelined)
        {
            return await OfferInStepsAsync(session, mail);
        }
        if (session.Offered != mail.Id)
        {
            await session.WriteAsync(Commands(session, mail));
        }
        session.Offered = null;
        var sender = await session.ReadAsync();
        if (sender.IsClosing)
        {
            return AboutUs(sender);
        }
        var recipient = await session.ReadAsync();
        return recipient.IsClosing ? AboutUs(recipient)
            : Outcome(session, await session.ReadAsync(), !sender.IsPositive ? AboutUs(sender) : !recipient.IsPositive ? AboutMail(recipient) : null);
    }

    private static async Task<Delivery?> OfferInStepsAsync(SmtpSession session, OutgoingMail mail)
    {
        var sender = await session.AskAsync(Sender(session, mail));
        if (!sender.IsPositive)
        {
            return AboutUs(sender);
        }
        var recipient = await session.AskAsync(Recipient(mail));
        return !recipient.IsPositive ? recipient.IsClosing ? AboutUs(recipient) : AboutMail(recipient)
            : Outcome(session, await session.AskAsync(Data), null);
    }

    private static Delivery? Outcome(SmtpSession session, SmtpReply data, Delivery? before)
    {
        session.AwaitsMail = data.Code == 354;
        return before ?? (session.AwaitsMail ? null : data.IsClosing ? AboutUs(data) : AboutMail(data));
    }

    /// <returns>Valid until the session's next mail.</returns>
    private static ReadOnlyMemory<byte> Content(SmtpSession session, OutgoingMail mail, OutgoingMail? next)
    {
        var words = session.Words;
        words.ResetWrittenCount();
        MimeWriter.Write(mail, words);
        DotStuffing.Finish(words);
        if (next is not null)
        {
            Encoding.UTF8.GetBytes(Commands(session, next), words);
        }
        return words.WrittenMemory;
    }

    private static async Task<Delivery> HandOverAsync(SmtpSession session, ReadOnlyMemory<byte> words, OutgoingMail? next)
    {
        try
        {
            session.Offered = next?.Id;
            var reply = await session.HandOverAsync(words);
            return reply.IsPositive ? new Accepted() : AboutMail(reply);
        }
        catch (SmtpFault fault)
        {
            return new Unknown($"It is not known whether the mail arrived. {fault.Message}");
        }
    }

    private static TransportDown AboutUs(SmtpReply reply) =>
        new($"The mail server does not accept mail from us ({reply.Code}): {reply.Words}", NeedsSomebody: !reply.IsTransient);

    private static Delivery AboutMail(SmtpReply reply) => reply switch
    {
        { IsTransient: true } => new Deferred($"{reply.Code} {reply.Words}", reply.StatusCode),
        { Code: 530 } => AboutUs(reply),
        _ => new Refused($"{reply.Code} {reply.Words}", reply.StatusCode),
    };
}
