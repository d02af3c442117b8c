using System.Text;
using Survey.Api.Mails;
using Survey.Scheduler.Mail;
using Survey.Tests.Scheduler.Mail;

namespace Survey.Tests.Api.Mails;

public sealed class MimeReaderTests
{
    [Test]
    public void What_our_writer_writes_is_read_as_it_was_meant()
    {
        var mail = Scheduler.Mail.Mails.To("paivi@example.org", "Päivi O'Łuć-Mäkäräinen");

        var read = MimeReader.Read(MimeMessages.Bytes(mail));

        Assert.Multiple(() =>
        {
            Assert.That(read["subject"], Is.EqualTo(mail.Subject));
            Assert.That(read["From"], Is.EqualTo($"{mail.FromName} <{mail.From}>"));
            Assert.That(read["To"], Is.EqualTo($"{mail.ToName} <{mail.To}>"));
            Assert.That(read.Text, Is.EqualTo(mail.Text));
            Assert.That(read.Html, Is.EqualTo(mail.Html));
            Assert.That(read["List-Unsubscribe"], Is.EqualTo($"<{mail.Unsubscribe}>"));
        });
    }

    [TestCase("", null)]
    [TestCase("no header at all", null)]
    [TestCase("Subject: a\n\nplain words", "plain words")]
    [TestCase("Content-Type: multipart/mixed\n\n--x\n", null)]
    [TestCase("Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Transfer-Encoding: base64\n\n%%%\n--x--", "%%%")]
    [TestCase("Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: multipart/mixed; boundary=x\n\n--x\n--x\n--x", null)]
    [TestCase(":\n : \nSubject:\n\n", "")]
    public void A_strange_file_is_shown_as_far_as_it_goes(string file, string? text)
    {
        var mail = MimeReader.Read(Encoding.UTF8.GetBytes(file));

        Assert.That(text is null ? mail.Html : mail.Text?.Trim(), Is.EqualTo(text));
    }

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public void No_file_makes_it_fail(byte[] file) => MimeReader.Read(file);

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public void A_damaged_mail_does_not_make_it_fail(int at, byte instead)
    {
        var file = MimeMessages.Bytes(Scheduler.Mail.Mails.To("a@example.org", "Żółć"));
        file[(int)((uint)at % file.Length)] = instead;

        MimeReader.Read(file);
    }
}
