namespace Survey.Tests.Scheduler.Bounces;

/// <summary>Mails as they come to an address for bounces.</summary>
internal static class Reports
{
    /// <summary>As Postfix writes one, with the returned mail's headers.</summary>
    public static string Of(
        Guid id,
        string action = "failed",
        string status = "5.1.1",
        string diagnostic = "smtp; 550 5.1.1 <shop1@example.org>:\n    Recipient address rejected: User unknown"
    ) =>
        $"""
            Return-Path: <>
            Delivered-To: returns+{id:d}@bounce.example
            Received: by mail.example.org (Postfix) id 4A1B2; Mon,  2 Mar 2026 09:00:12 +0200 (EET)
            Date: Mon,  2 Mar 2026 09:00:12 +0200 (EET)
            From: MAILER-DAEMON@mail.example.org (Mail Delivery System)
            Subject: Undelivered Mail Returned to Sender
            To: returns+{id:d}@bounce.example
            Auto-Submitted: auto-replied
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status;
            	boundary="4A1B2.1772434812/mail.example.org"
            Message-Id: <20260302070012.{action}.{status}@mail.example.org>

            This is a MIME-encapsulated message.

            --4A1B2.1772434812/mail.example.org
            Content-Description: Notification
            Content-Type: text/plain; charset=us-ascii

            I'm sorry to have to inform you that your message could not be delivered.
            Action: delivered

            --4A1B2.1772434812/mail.example.org
            Content-Description: Delivery report
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mail.example.org
            X-Postfix-Queue-ID: 4A1B2
            Arrival-Date: Mon,  2 Mar 2026 09:00:11 +0200 (EET)

            Final-Recipient: rfc822; shop1@example.org
            Original-Recipient: rfc822;shop1@example.org
            Action: {action}
            Status: {status}
            Remote-MTA: dns; mx.example.org
            Diagnostic-Code: {diagnostic}

            --4A1B2.1772434812/mail.example.org
            Content-Description: Undelivered Message Headers
            Content-Type: text/rfc822-headers

            Return-Path: <returns+{id:d}@bounce.example>
            Subject: How well does it work for you?
            Message-ID: <{id:d}@survey.example>

            --4A1B2.1772434812/mail.example.org--
            """;

    public static string AutomaticAnswer(Guid id) =>
        $"""
            From: shop1@example.org
            To: returns+{id:d}@bounce.example
            Subject: Out of office: How well does it work for you?
            Auto-Submitted: auto-replied
            Content-Type: text/plain; charset=utf-8

            I am away until 5.1.1 and your message failed to interest me.
            Action: failed
            Status: 5.1.1
            """;

    /// <summary>The mail was shown to its reader.</summary>
    public static string ReadReceipt(Guid id) =>
        Of(id).Replace("report-type=delivery-status", "report-type=disposition-notification", StringComparison.Ordinal);
}
