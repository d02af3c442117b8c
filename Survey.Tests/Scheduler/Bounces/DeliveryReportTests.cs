using System.Text;
using Survey.Scheduler.Bounces;

namespace Survey.Tests.Scheduler.Bounces;

public sealed class DeliveryReportTests
{
    private static readonly Guid Id = Guid.Parse("5f0c8a3e-9a54-4c50-8f5e-0123456789ab");

    [TestCase("failed", "5.1.1", ReturnKind.Hard)]
    [TestCase("Failed (no mailbox)", "5.1.1 (refused)", ReturnKind.Hard)]
    [TestCase("", "5.1.1", ReturnKind.Hard)]
    [TestCase("failed", "5.2.2", ReturnKind.Lost)]
    [TestCase("expired", "4.4.7", ReturnKind.Lost)]
    [TestCase("delayed", "4.4.1", ReturnKind.Late)]
    [TestCase("delayed", "5.4.1", ReturnKind.Late)]
    public void The_action_and_the_code_tell_what_it_is(string action, string status, object kind)
    {
        var report = Read(Reports.Of(Id, action, status));

        Assert.That(report!.Kind, Is.EqualTo(kind));
        Assert.That(report.StatusCode, Is.EqualTo(status.Split(' ')[0]));
        Assert.That(report.Words, Is.EqualTo("550 5.1.1 <shop1@example.org>: Recipient address rejected: User unknown"));
    }

    [TestCase("delivered", "2.0.0")]
    [TestCase("relayed", "2.0.0")]
    [TestCase("expanded", "2.0.0")]
    [TestCase("", "2.0.0")]
    public void What_arrived_or_went_on_is_no_bounce(string action, string status) =>
        Assert.That(Read(Reports.Of(Id, action, status)), Is.Null);

    [Test]
    public void Automatic_answers_and_receipts_are_no_bounces_whatever_they_say()
    {
        Assert.That(Read(Reports.AutomaticAnswer(Id)), Is.Null);
        Assert.That(Read(Reports.ReadReceipt(Id)), Is.Null);
    }

    [Test]
    public void Without_a_status_of_its_own_the_diagnostic_tells_and_without_either_nobody_is_to_blame()
    {
        Assert.That(Read(Reports.Of(Id, status: ""))!.StatusCode, Is.EqualTo("5.1.1"));
        Assert.That(Read(Reports.Of(Id, status: "", diagnostic: "x-unix; gone"))!.Kind, Is.EqualTo(ReturnKind.Lost));
    }

    [Test]
    public void A_report_that_somebody_wrapped_or_encoded_is_read_all_the_same()
    {
        var status = Convert.ToBase64String(
            Encoding.UTF8.GetBytes(
                "Reporting-MTA: dns; a\r\n\r\nAction: failed\r\nStatus: 5.2.2\r\nDiagnostic-Code: smtp; 550 Postkasten är full\r\n"
            )
        );
        var report = Read(
            $"""
            Content-Type: multipart/mixed; boundary=outer
            Return-Path: <>

            --outer
            Content-Type: MULTIPART/REPORT; boundary=inner; Report-Type="delivery-status"

            --inner
            Content-Type: message/global-delivery-status
            Content-Transfer-Encoding: BASE64

            {status}
            --inner--
            --outer--
            """
        );

        Assert.That(report, Is.EqualTo(new DeliveryReport(ReturnKind.Lost, "full", "5.2.2", "550 Postkasten är full")));
    }

    [Test]
    public void The_mail_is_known_by_the_address_it_came_back_to_else_by_its_Message_ID()
    {
        var other = Guid.NewGuid();
        var unnamed = Reports.Of(Id).Replace("returns+", "returns-", StringComparison.Ordinal);

        Assert.That(Message(Reports.Of(Id)), Is.EqualTo(Id));
        Assert.That(Message(Reports.Of(Id), $"<returns+{other:d}@bounce.example>"), Is.EqualTo(other), "the envelope is surer");
        Assert.That(Message(unnamed), Is.EqualTo(Id));
        Assert.That(Message(unnamed.Replace($"<{Id:d}@", "<a@", StringComparison.Ordinal)), Is.Null);
    }

    [TestCase("In-Reply-To: <{0}@survey.example>")]
    [TestCase("References: <00000000-0000-4000-8000-000000000000@survey.example> <{0}@survey.example>")]
    [TestCase("X-Original-Message-ID: <{0}@survey.example>")]
    public void A_report_that_names_the_mail_nowhere_else_is_matched_by_a_header_of_its_own(string header)
    {
        var unnamed = Reports
            .Of(Id)
            .Replace("returns+", "returns-", StringComparison.Ordinal)
            .Replace($"<{Id:d}@", "<a@", StringComparison.Ordinal);

        Assert.That(Message(header.Replace("{0}", $"{Id:d}", StringComparison.Ordinal) + "\n" + unnamed), Is.EqualTo(Id));
    }

    [Test]
    public void A_returned_reminder_is_not_taken_for_the_invitation_that_it_answers()
    {
        var (reminder, invitation) = (Guid.NewGuid(), Guid.NewGuid());
        var report = Reports
            .Of(reminder)
            .Replace("returns+", "returns-", StringComparison.Ordinal)
            .Replace("Message-ID:", $"In-Reply-To: <{invitation:d}@survey.example>\nMessage-ID:", StringComparison.Ordinal);

        Assert.That(Message(report), Is.EqualTo(reminder));
    }

    private static DeliveryReport? Read(string mail) => DeliveryReport.Read(Parse(mail));

    private static Guid? Message(string mail, string? recipient = null) => ReturnedIds.Find(Parse(mail), recipient);

    private static MailParts Parse(string mail) => MailParts.Parse(Encoding.UTF8.GetBytes(mail.ReplaceLineEndings("\r\n")))!;
}
