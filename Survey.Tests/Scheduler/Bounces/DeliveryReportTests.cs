using System.Text;
using Survey.Db.Mime;
using Survey.Scheduler.Bounces;
using Survey.Scheduler.Mail;

namespace Survey.Tests.Scheduler.Bounces;

public sealed class DeliveryReportTests
{
    private static readonly Guid Id = Guid.Parse("5f0c8a3e-9a54-4c50-8f5e-0123456789ab");

    [TestCase("failed", "5.1.1", BounceKind.Hard)]
    [TestCase("Failed (no mailbox)", "5.7.1 (refused)", BounceKind.Hard)]
    [TestCase("failed", "4.2.2", BounceKind.Soft)]
    [TestCase("delayed", "4.4.1", BounceKind.Soft)]
    [TestCase("delayed", "5.4.1", BounceKind.Soft)]
    public void Failed_for_good_is_hard_and_late_or_passing_is_soft(string action, string status, object kind)
    {
        var report = Read(Reports.Of(Id, action, status));

        Assert.That(report!.Kind, Is.EqualTo(kind));
        Assert.That(report.StatusCode, Is.EqualTo(status.Split(' ')[0]));
        Assert.That(report.Reason, Is.EqualTo("550 5.1.1 <shop1@example.org>: Recipient address rejected: User unknown"));
    }

    [TestCase("delivered", "2.0.0")]
    [TestCase("relayed", "2.0.0")]
    [TestCase("expanded", "2.0.0")]
    [TestCase("", "5.0.0")]
    public void What_arrived_or_went_on_is_no_bounce(string action, string status) =>
        Assert.That(Read(Reports.Of(Id, action, status)), Is.Null);

    [Test]
    public void Automatic_answers_and_receipts_are_no_bounces_whatever_they_say()
    {
        Assert.That(Read(Reports.AutomaticAnswer(Id)), Is.Null);
        Assert.That(Read(Reports.ReadReceipt(Id)), Is.Null);
    }

    [Test]
    public void Without_a_status_of_its_own_the_diagnostic_tells_and_without_either_it_is_not_taken_for_final()
    {
        Assert.That(Read(Reports.Of(Id, status: ""))!.StatusCode, Is.EqualTo("5.1.1"));
        Assert.That(Read(Reports.Of(Id, status: "", diagnostic: "x-unix; gone"))!.Kind, Is.EqualTo(BounceKind.Soft));
    }

    [Test]
    public void A_report_that_somebody_wrapped_or_encoded_is_read_all_the_same()
    {
        var status = Convert.ToBase64String(Encoding.UTF8.GetBytes("Reporting-MTA: dns; a\r\n\r\nAction: failed\r\nStatus: 5.2.1\r\nDiagnostic-Code: smtp; 550 Postkasten är full\r\n"));
        var report = Read($"""
            Content-Type: multipart/mixed; boundary=outer

            --outer
            Content-Type: MULTIPART/REPORT; boundary=inner; Report-Type="delivery-status"

            --inner
            Content-Type: message/global-delivery-status
            Content-Transfer-Encoding: BASE64

            {status}
            --inner--
            --outer--
            """);

        Assert.That(report, Is.EqualTo(new DeliveryReport(BounceKind.Hard, "5.2.1", "550 Postkasten är full")));
    }

    [TestCase("")]
    [TestCase("\n\n\n")]
    [TestCase("Content-Type: multipart/report; report-type=delivery-status; boundary=\"\"")]
    [TestCase("Content-Type: multipart/report; report-type=delivery-status; boundary=x\n\n--x\nContent-Type: message/delivery-status\n\nAction")]
    [TestCase("no mail at all \u0000 \uffff")]
    public void Rubbish_is_no_bounce(string mail) => Assert.That(Read(mail), Is.Null);

    [Test]
    public void A_mail_cut_off_anywhere_is_read_without_a_fault()
    {
        var whole = Reports.Of(Id);
        for (var length = 0; length < whole.Length; length += 7)
        {
            Assert.That(() => Read(whole[..length]), Throws.Nothing);
        }
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

    private static DeliveryReport? Read(string mail) => DeliveryReport.Of(Parse(mail));

    private static Guid? Message(string mail, string? recipient = null) => BounceAddress.MessageOf(Parse(mail), recipient);

    private static MimePart Parse(string mail) => MimePart.Parse(Encoding.UTF8.GetBytes(mail.ReplaceLineEndings("\r\n")));
}
