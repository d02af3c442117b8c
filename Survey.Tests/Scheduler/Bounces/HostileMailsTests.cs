using System.Diagnostics;
using System.Text;
using Survey.Scheduler.Bounces;

namespace Survey.Tests.Scheduler.Bounces;

/// <summary>Anybody can write to the address for bounces.</summary>
public sealed class HostileMailsTests
{
    private const int Size = BounceReader.MostBytes;
    private const string Daemon = "From: MAILER-DAEMON@example.org\nSubject: delivery failed\n";

    private static readonly byte[][] Samples = [.. SampleMails.All.Select(sample => SampleMails.Read(sample[0]))];

    private static IEnumerable<TestCaseData> Mails =>
        [
            new TestCaseData("").SetName("nothing"),
            new TestCaseData("\n\n\n").SetName("empty lines"),
            new TestCaseData("no mail at all \0 \uffff").SetName("no mail"),
            new TestCaseData(new string('\0', 5000)).SetName("NUL"),
            new TestCaseData(Daemon + "\n" + new string('a', Size)).SetName("one line of 4 MB"),
            new TestCaseData(Daemon + "\n" + Many("550 5.1.1 a@b (expanded from \n")).SetName("many lines that look like replies"),
            new TestCaseData("From: " + new string('@', Size)).SetName("one header of 4 MB"),
            new TestCaseData(Many("To: a+b@example.org\n") + "\n").SetName("many headers"),
            new TestCaseData(Daemon + Parts("mixed") + Many("--b\nContent-Type: message/rfc822\n\nSubject: x\n\ny\n")).SetName(
                "many mails within"
            ),
            new TestCaseData(Daemon + Parts("report") + Many("--b\nContent-Type: message/delivery-status\n\nAction: failed\n")).SetName(
                "many reports"
            ),
            new TestCaseData(Daemon + Numbered(number => $"Content-Type: multipart/mixed; boundary=b{number}\n\n--b{number}\n")).SetName(
                "deep parts"
            ),
            new TestCaseData(Daemon + Many("Content-Type: message/rfc822\n\n")).SetName("deep mails"),
            new TestCaseData(Daemon + "Content-Type: text/html\n\n" + Many("<<<&#<a ")).SetName("broken HTML"),
            new TestCaseData("Content-Type: multipart/report; report-type=delivery-status; boundary=\"\"").SetName("an empty boundary"),
        ];

    [TestCaseSource(nameof(Mails))]
    public void No_mail_holds_up_those_behind_it(string mail)
    {
        var bytes = Encoding.UTF8.GetBytes(mail);
        var watch = Stopwatch.StartNew();

        Assert.That(() => Read(bytes.Length > Size ? bytes[..Size] : bytes), Throws.Nothing);

        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(30)), "usually 2 seconds at most");
    }

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public void No_bytes_make_it_fail(byte[] mail) => Read(mail);

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public void A_damaged_report_does_not_make_it_fail(uint which, uint at, byte instead, bool isCut)
    {
        var mail = (byte[])Samples[which % Samples.Length].Clone();
        var place = (int)(at % mail.Length);
        mail[place] = instead;

        Read(isCut ? mail[..place] : mail);
    }

    [Test]
    public void A_mail_cut_off_anywhere_is_read_without_a_fault()
    {
        var whole = Reports.Of(Guid.NewGuid());
        for (var length = 0; length < whole.Length; length += 7)
        {
            Read(Encoding.UTF8.GetBytes(whole[..length]));
        }
    }

    private static void Read(byte[] mail)
    {
        if (MailParts.Parse(mail) is { } parts)
        {
            ReturnedIds.Find(parts, null);
            DeliveryReport.Read(parts);
            Complaint.IsOne(parts);
        }
    }

    private static string Parts(string subtype) => $"Content-Type: multipart/{subtype}; boundary=b\n\n";

    private static string Many(string text) => string.Concat(Enumerable.Repeat(text, 10_000));

    private static string Numbered(Func<int, string> text) => string.Concat(Enumerable.Range(0, 10_000).Select(text));
}
