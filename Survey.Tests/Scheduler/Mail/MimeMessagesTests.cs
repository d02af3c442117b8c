using System.Text;
using Survey.Scheduler.Mail;

namespace Survey.Tests.Scheduler.Mail;

public sealed class MimeMessagesTests
{
    [Test]
    public async Task An_independent_parser_reads_what_was_written()
    {
        using var server = ScriptedServer.Start();
        using var transport = Mails.Transport(server.Port);
        var mail = Mails.To("paivi@example.org", "Päivi \"Pepi\" O'Łuć-Mäkäräinen") with { InReplyTo = Guid.NewGuid() };

        await transport.SendAsync(mail, default);

        var received = server.Mails.Single();
        Assert.Multiple(() =>
        {
            Assert.That(received.Headers["subject"], Is.EqualTo(mail.Subject));
            Assert.That(received.From, Is.EqualTo(new[] { mail.FromName, mail.From }));
            Assert.That(received.To, Is.EqualTo(new[] { mail.ToName, mail.To }));
            Assert.That(received.Date, Is.EqualTo(mail.Date));
            Assert.That(received.Type, Is.EqualTo("multipart/alternative"));
            Assert.That(received.Parts["text/plain"].ReplaceLineEndings("\n"), Is.EqualTo(mail.Text));
            Assert.That(received.Parts["text/html"].ReplaceLineEndings("\n"), Is.EqualTo(mail.Html));
            Assert.That(received.Encodings, Is.EqualTo(new[] { "base64", "base64" }));
            Assert.That(received.MessageId, Is.EqualTo($"<{mail.Id:d}@survey.example>"));
            Assert.That(received.Headers["in-reply-to"], Is.EqualTo($"<{mail.InReplyTo:d}@survey.example>"));
            Assert.That(received.Headers["references"], Is.EqualTo(received.Headers["in-reply-to"]));
            Assert.That(received.Headers["auto-submitted"], Is.EqualTo("auto-generated"));
            Assert.That(received.Headers["x-auto-response-suppress"], Is.EqualTo("All"));
            Assert.That(received.Headers["list-unsubscribe"], Is.EqualTo($"<{mail.Unsubscribe}>"));
            Assert.That(received.Headers["list-unsubscribe-post"], Is.EqualTo("List-Unsubscribe=One-Click"));
            Assert.That(received.Headers["x-envelope-from"], Is.EqualTo(mail.EnvelopeFrom));
            Assert.That(received.Defects, Is.Empty);
            Assert.That(received.IsAscii, Is.True);
            Assert.That(received.LongestLine, Is.LessThanOrEqualTo(78));
        });
    }

    [Test]
    public void A_line_break_in_a_name_or_subject_cannot_begin_another_header()
    {
        var mail = Mails.To("a@example.org", "Eve\r\nBcc: b@example.org") with { Subject = "One\r\nBcc: b@example.org" };

        var text = Encoding.ASCII.GetString(MimeMessages.Bytes(mail));

        Assert.That(text.Split("\r\n"), Has.None.StartsWith("Bcc"));
    }

    [Test]
    public void Lines_of_a_text_end_in_CRLF_however_they_ended()
    {
        var mail = Mails.To("a@example.org") with { Text = "a\nb\r\nc\rd\n\ne" };

        var part = Encoding.ASCII.GetString(MimeMessages.Bytes(mail)).Split($"--=_{mail.Id:d}")[1];

        Assert.That(
            Encoding.UTF8.GetString(Convert.FromBase64String(part.Split("\r\n\r\n", 2)[1])),
            Is.EqualTo("a\r\nb\r\nc\r\nd\r\n\r\ne")
        );
    }
}
