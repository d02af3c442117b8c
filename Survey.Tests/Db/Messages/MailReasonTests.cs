using Survey.Db.Languages;
using Survey.Db.Messages;

namespace Survey.Tests.Db.Messages;

public sealed class MailReasonTests
{
    [TestCase("5.1.1", "There is no such mailbox.")]
    [TestCase("5.1.2", "The domain after the @ does not receive mail.")]
    [TestCase("5.1.10", "The domain after the @ does not receive mail.")]
    [TestCase("5.1.3", "The address is not valid.")]
    [TestCase("5.2.1", "The mailbox is closed.")]
    [TestCase("4.2.2", "The mailbox is full.")]
    [TestCase("5.3.4", "The mail was too large for the recipient’s mail server.")]
    [TestCase("5.3.0", "The recipient’s mail server has a problem.")]
    [TestCase("5.4.1", "There is no such mailbox.")]
    [TestCase("4.4.7", "The recipient’s mail server did not accept the mail in time.")]
    [TestCase("5.4.5", "Too many mails were sent within a short time.")]
    [TestCase("5.7.54", "The mail server does not pass mail on to this address.")]
    [TestCase("4.4.1", "The recipient’s mail server could not be reached.")]
    [TestCase("5.7.26", "The recipient’s mail server does not accept our mail.")]
    [TestCase("5.0.0", "The mail could not be delivered.")]
    [TestCase("nonsense", "The mail could not be delivered.")]
    [TestCase(null, "The mail could not be delivered.")]
    public void A_status_code_is_told_in_words_in_every_language(string? code, string words)
    {
        Assert.That(Language.Of("en")[$"pages.mailReason.{MailReason.Of(code)}"], Is.EqualTo(words));
        Assert.That(MailReason.All, Does.Contain(MailReason.Of(code)));
        Assert.That(Language.Codes.Select(language => Language.Of(language)[$"pages.mailReason.{MailReason.Of(code)}"]), Is.Unique);
    }
}
