using System.Text;
using MimeKit;
using Survey.Api.Mails;

namespace Survey.Tests.Api.Mails;

public sealed class MailReaderTests
{
    [Test]
    public void A_mail_is_read_as_it_was_meant()
    {
        using var mail = Letter();

        var read = MailReader.Read(Bytes(mail));

        Assert.Multiple(() =>
        {
            Assert.That(read["subject"], Is.EqualTo(mail.Subject));
            Assert.That(MailReader.People(read.Headers, "From"), Is.EqualTo("Survey, of Example <survey@survey.example>"));
            Assert.That(MailReader.People(read.Headers, "To"), Is.EqualTo("Päivi O'Łuć-Mäkäräinen <paivi@example.org>"));
            Assert.That(read.Text, Is.EqualTo("Żółć.\nhttps://survey.example/r/x"));
            Assert.That(read.Html, Is.EqualTo("<p>Żółć.</p>"));
            Assert.That(read["List-Unsubscribe"], Is.EqualTo("<https://survey.example/u/x>"));
        });
    }

    [Test]
    public void The_beginning_of_a_file_is_enough_for_the_headers_that_are_in_it()
    {
        using var mail = Letter();

        Assert.That(MailReader.Find(MailReader.ReadHeaders(Bytes(mail)[..400]), "Subject"), Is.EqualTo(mail.Subject));
    }

    [TestCase("", null)]
    [TestCase("no header at all", null)]
    [TestCase("Subject: a\n\nplain words", "plain words")]
    [TestCase("Content-Type: multipart/mixed\n\n--x\n", null)]
    [TestCase("Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: multipart/mixed; boundary=x\n\n--x\n--x\n--x", null)]
    [TestCase(":\n : \nSubject:\n\n", null)]
    public void A_strange_file_is_shown_as_far_as_it_goes(string file, string? text)
    {
        var mail = MailReader.Read(Encoding.UTF8.GetBytes(file));

        Assert.That(mail.Html, Is.Null);
        Assert.That(mail.Text?.Trim() is { Length: > 0 } words ? words : null, Is.EqualTo(text));
    }

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public void No_file_makes_it_fail(byte[] file) => MailReader.Read(file);

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public void A_damaged_mail_does_not_make_it_fail(int at, byte instead)
    {
        using var mail = Letter();
        var file = Bytes(mail);
        file[(int)((uint)at % file.Length)] = instead;

        MailReader.Read(file);
    }

    private static MimeMessage Letter()
    {
        var mail = new MimeMessage
        {
            Subject = "Jak działa obsługa? Kolme lyhyttä kysymystä, et pika pealkirjaga, mis läheb üle rea",
            Body = new BodyBuilder { TextBody = "Żółć.\r\nhttps://survey.example/r/x", HtmlBody = "<p>Żółć.</p>" }.ToMessageBody(),
        };
        mail.From.Add(new MailboxAddress("Survey, of Example", "survey@survey.example"));
        mail.To.Add(new MailboxAddress("Päivi O'Łuć-Mäkäräinen", "paivi@example.org"));
        mail.Headers.Add("List-Unsubscribe", "<https://survey.example/u/x>");
        return mail;
    }

    private static byte[] Bytes(MimeMessage mail)
    {
        using var file = new MemoryStream();
        mail.WriteTo(file);
        return file.ToArray();
    }
}
