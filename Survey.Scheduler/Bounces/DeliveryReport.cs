namespace Survey.Scheduler.Bounces;

internal enum ReturnKind
{
    /// <summary>No news that matters: an absence, a receipt, a mail that arrived.</summary>
    None,

    /// <summary>A copy for somebody else did not arrive.</summary>
    Forward,

    /// <summary>A server still tries.</summary>
    Late,

    /// <summary>The mail did not arrive, but the address may work.</summary>
    Lost,

    /// <summary>The address does not work.</summary>
    Hard,
}

/// <summary>What a mail server reports about a mail that it had accepted.</summary>
/// <param name="Reason">One of <see cref="Db.Messages.MailReason.All"/>.</param>
/// <param name="StatusCode">Enhanced code such as 5.1.1 (RFC 3463); null: none.</param>
/// <param name="Words">Of the server that refused the mail; null: it gave none.</param>
internal sealed record DeliveryReport(ReturnKind Kind, string Reason, string? StatusCode, string? Words)
{
    private static readonly string[] OtherReports = ["disposition-notification", "feedback-report", "tlsrpt"];

    /// <returns>Null: no failure is reported, as in automatic answers, receipts, and the news that a mail arrived.</returns>
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

    /// <summary>The status part names no recipient, or the whole report is a mail within one from a gateway.</summary>
    private static DeliveryReport? Unexplained(MailParts mail) =>
        mail.StatusTexts.Count > 0 ? new DeliveryReport(Prose.IsLate(mail) ? ReturnKind.Late : ReturnKind.Lost, "other", null, null)
        : !MailSender.IsServer(mail.Headers) ? null
        : mail.Returned.Select(MailParts.Of).Where(inner => inner.StatusTexts.Count > 0).Select(Read).FirstOrDefault();
}
