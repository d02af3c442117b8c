namespace Survey.Scheduler.Bounces;

internal enum ReturnKind
{
    /// <summary>Nothing to store: an automatic answer, a receipt, or a delivered mail.</summary>
    None,

    /// <summary>A copy that the mailbox forwards was not delivered.</summary>
    Forward,

    /// <summary>A server is still trying.</summary>
    Late,

    /// <summary>The mail was not delivered, but the address may work.</summary>
    Lost,

    /// <summary>The address does not work.</summary>
    Hard,
}

/// <summary>A mail server's report about a mail that it had accepted.</summary>
/// <param name="Reason">One of <see cref="Db.Messages.MailReason.All"/>.</param>
/// <param name="StatusCode">Enhanced code such as 5.1.1 (RFC 3463), or null.</param>
internal sealed record DeliveryReport(ReturnKind Kind, string Reason, string? StatusCode, string? Words)
{
    private static readonly string[] OtherReports = ["disposition-notification", "feedback-report", "tlsrpt"];

    /// <returns>Null: the mail reports no failure; it is an automatic answer, a receipt or the news of a delivery.</returns>
    public static DeliveryReport? Read(MailParts mail)
    {
        if (mail.ReportTypes.Any(OtherReports.Contains) || !mail.IsReport && !MailSender.IsAutomatic(mail.Headers))
        {
            return null;
        }
        var recipients =
            mail.StatusTexts.Count > 0 ? [.. mail.StatusTexts.SelectMany(StatusFields.Read)]
            : MailSender.IsServer(mail.Headers) ? StatusFields.Read(OriginalMail.Before(mail.Text))
            : [];
        var told = recipients.Where(RecipientStatus.IsTold).ToList();
        return told.Count == 0
            ? Prose.Read(mail) ?? Unexplained(mail)
            : told.Select(recipient => RecipientStatus.Read(recipient, mail)).OfType<DeliveryReport>().MaxBy(report => report.Kind);
    }

    /// <summary>The status part names no recipient, or a gateway wrapped the whole report in another mail.</summary>
    private static DeliveryReport? Unexplained(MailParts mail) =>
        mail.StatusTexts.Count > 0 ? new DeliveryReport(Prose.IsLate(mail) ? ReturnKind.Late : ReturnKind.Lost, "other", null, null)
        : !MailSender.IsServer(mail.Headers) ? null
        : mail.Returned.Select(MailParts.Of).Where(inner => inner.StatusTexts.Count > 0).Select(Read).FirstOrDefault();
}
