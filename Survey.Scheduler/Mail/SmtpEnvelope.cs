namespace Survey.Scheduler.Mail;

/// <summary>One mail through an open session: MAIL is about us, RCPT about the recipient, DATA about the mail.</summary>
internal static class SmtpEnvelope
{
    /// <exception cref="SmtpFault">The connection failed before the mail was handed over.</exception>
    public static async Task<Delivery> SendAsync(SmtpSession session, OutgoingMail mail, Task before)
    {
        var needsUtf8 = MailAddresses.NeedsUtf8(mail.To) || MailAddresses.NeedsUtf8(mail.EnvelopeFrom) || MailAddresses.NeedsUtf8(mail.From);
        if (needsUtf8 && !session.Offers("SMTPUTF8"))
        {
            return new Refused("The mail server does not know addresses with letters beyond ASCII.", "5.6.7");
        }
        var body = (session.Offers("8BITMIME") ? " BODY=8BITMIME" : "") + (needsUtf8 ? " SMTPUTF8" : "");
        var outcome = await OfferAsync(session, $"MAIL FROM:<{mail.EnvelopeFrom}>{body}", $"RCPT TO:<{mail.To}>");
        if (outcome is not null)
        {
            return outcome;
        }
        var content = Stuff(MimeWriter.Write(mail));
        await before;
        return await HandOverAsync(session, content);
    }

    /// <returns>Null: the server waits for the mail.</returns>
    private static async Task<Delivery?> OfferAsync(SmtpSession session, string from, string to)
    {
        var pipelined = session.Offers("PIPELINING");
        if (pipelined)
        {
            await session.WriteAsync(from, to, "DATA");
        }
        var sender = pipelined ? await session.ReadAsync() : await session.AskAsync(from);
        if (sender.IsClosing || (!pipelined && !sender.IsPositive))
        {
            return AboutUs(sender);
        }
        var recipient = pipelined ? await session.ReadAsync() : await session.AskAsync(to);
        if (recipient.IsClosing || (!pipelined && !recipient.IsPositive))
        {
            return recipient.IsClosing ? AboutUs(recipient) : AboutMail(recipient);
        }
        var data = pipelined ? await session.ReadAsync() : await session.AskAsync("DATA");
        session.AwaitsMail = data.Code == 354;
        return !sender.IsPositive ? AboutUs(sender)
            : !recipient.IsPositive ? AboutMail(recipient)
            : data.IsClosing ? AboutUs(data)
            : session.AwaitsMail ? null
            : AboutMail(data);
    }

    private static async Task<Delivery> HandOverAsync(SmtpSession session, byte[] content)
    {
        try
        {
            var reply = await session.HandOverAsync(content);
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

    /// <summary>Doubles the dot at the beginning of a line and adds the dot that ends the mail (RFC 5321, 4.5.2).</summary>
    internal static byte[] Stuff(ReadOnlySpan<byte> content)
    {
        ReadOnlySpan<byte> end = content is [.., (byte)'\n'] ? ".\r\n"u8 : "\r\n.\r\n"u8;
        if (!content.StartsWith("."u8) && content.IndexOf("\n."u8) < 0)
        {
            return [.. content, .. end];
        }
        var stuffed = new List<byte>(content.Length + 16);
        if (content.StartsWith("."u8))
        {
            stuffed.Add((byte)'.');
        }
        while (content.IndexOf("\n."u8) is var before and >= 0)
        {
            stuffed.AddRange(content[..(before + 1)]);
            stuffed.Add((byte)'.');
            content = content[(before + 1)..];
        }
        stuffed.AddRange(content);
        stuffed.AddRange(end);
        return [.. stuffed];
    }
}
