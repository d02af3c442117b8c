using Survey.Db.Messages;
using Survey.Scheduler.Bounces;
using Survey.Scheduler.Mail;

namespace Survey.Tests.Scheduler.Bounces;

/// <summary>Replies as servers give them, with the code that a report states beside them.</summary>
public sealed class FailureTests
{
    [TestCase("5.0.0", "550 No such user here", ReturnKind.Hard, "noMailbox")]
    [TestCase("5.5.0", "550 5.5.0 Requested action not taken: mailbox unavailable", ReturnKind.Hard, "noMailbox")]
    [TestCase("5.7.1", "550 5.7.1 Recipient address rejected: user does not exist", ReturnKind.Hard, "noMailbox")]
    [TestCase("5.4.1", "550 5.4.1 Recipient address rejected: Access denied", ReturnKind.Hard, "noMailbox")]
    [TestCase(null, "odbiorca nie istnieje", ReturnKind.Hard, "noMailbox")]
    [TestCase(null, "554 This account has been disabled", ReturnKind.Hard, "closed")]
    [TestCase("5.1.10", "556 Recipient address has null MX", ReturnKind.Hard, "noDomain")]
    [TestCase("5.1.10", "550 5.1.10 RESOLVER.ADR.RecipientNotFound", ReturnKind.Hard, "noMailbox")]
    [TestCase("5.1.1", "550 5.1.1 rejected: your IP is on our blacklist", ReturnKind.Lost, "unwanted")]
    [TestCase("5.7.1", "554 5.7.1 Recipient address rejected: Access denied", ReturnKind.Lost, "unwanted")]
    [TestCase("5.1.8", "550 5.1.8 Access denied, bad outbound sender", ReturnKind.Lost, "unwanted")]
    [TestCase("5.7.26", null, ReturnKind.Lost, "unwanted")]
    [TestCase("5.7.1", "554 5.7.1 Relay access denied", ReturnKind.Lost, "relay")]
    [TestCase("5.2.1", "550 5.2.1 The user is receiving mail too quickly", ReturnKind.Lost, "tooMany")]
    [TestCase("5.4.5", null, ReturnKind.Lost, "tooMany")]
    [TestCase(null, "552 exceeded storage allocation", ReturnKind.Lost, "full")]
    [TestCase(null, "boîte aux lettres du destinataire pleine", ReturnKind.Lost, "full")]
    [TestCase("5.3.4", null, ReturnKind.Lost, "tooLarge")]
    [TestCase("4.4.7", "550 4.4.7 QUEUE.Expired", ReturnKind.Lost, "expired")]
    [TestCase("4.1.1", "450 4.1.1 unverified address", ReturnKind.Lost, "expired")]
    [TestCase("4.4.1", "connect to mx.example.org: Connection timed out", ReturnKind.Lost, "away")]
    [TestCase("5.4.6", null, ReturnKind.Lost, "trouble")]
    [TestCase("5.0.0", "", ReturnKind.Lost, "other")]
    public void Only_what_is_about_the_address_counts_against_it(string? code, string? words, object kind, string reason)
    {
        var failure = Failure.Of(code, words ?? "");

        Assert.That((failure.Kind, failure.Reason), Is.EqualTo((kind, reason)));
        Assert.That(MailReason.All, Does.Contain(reason));
    }

    [Test]
    public void Names_of_hosts_are_no_words()
    {
        const string Words = "host mx.spam-filter.example.org said: 550 5.1.1 user unknown, see https://blocked.example/virus";

        Assert.That(Failure.ReasonOf("5.1.1", Words), Is.EqualTo("noMailbox"));
    }

    [TestCase("a\0b\u0007c", "ab c")]
    [TestCase("  550  no\r\n  such user ", "550 no such user")]
    [TestCase("\ud83d", null)]
    [TestCase("", null)]
    [TestCase(null, null)]
    public void Words_are_one_line_of_whole_letters(string? words, string? clean) =>
        Assert.That(ServerWords.Clean(words), Is.EqualTo(clean));

    [Test]
    public void Long_words_are_cut_at_a_whole_letter()
    {
        const string Family = "👨‍👩‍👧";
        var cut = ServerWords.Clean(new string('x', 298) + Family + "y");

        Assert.That(cut, Is.EqualTo(new string('x', 298) + "…"));
        Assert.That(ServerWords.Clean(new string('x', 292) + Family), Is.EqualTo(new string('x', 292) + Family));
    }
}
