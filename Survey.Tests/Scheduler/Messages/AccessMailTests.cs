using Survey.Db.Messages;
using Survey.Db.Viewers;
using Survey.Scheduler.Mail;
using Survey.Tests.Support;

namespace Survey.Tests.Scheduler.Messages;

/// <summary>Who gets access is told by mail.</summary>
public sealed class AccessMailTests
{
    [Test]
    public async Task The_mail_says_in_the_persons_language_who_gave_what_and_where_to_sign_in()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        await sending.Organisation.RunAsync("update person set language = 'fi' where email = 'shop1@example.org'");
        await GiveAsync(sending, "lead", "Shop1@example.org", "SHOP");
        await GiveAsync(sending, "hr", "boss@example.org", null);

        var sent = await SendAsync(sending);

        var (person, outsider) = (sent.Single(mail => mail.To == "Shop1@example.org"), sent.Single(mail => mail.To == "boss@example.org"));
        Assert.Multiple(() =>
        {
            Assert.That(person.Subject, Is.EqualTo("Sinulla on nyt pääsy Survey-palveluun"));
            Assert.That(
                person.Text,
                Does.StartWith("Hei Shop 1,").And.Contain("Hr 1 antoi sinulle käyttöoikeuden: Esihenkilö: SHOP (fi).")
            );
            Assert.That(person.Text, Does.EndWith("/sign-in\n"), "no token");
            Assert.That(person.Html, Does.Contain("/sign-in\"").And.Contain("SHOP (fi)"));
            Assert.That(outsider.Text, Does.StartWith("Hr 1 vous a donné un accès\u00a0: RH.").And.Contain("boss@example.org"));
        });
        Assert.That(await SendAsync(sending), Is.Empty, "each grant is told once");
    }

    [Test]
    public async Task Nobody_is_told_of_access_that_was_taken_away_before_the_mail_left_or_who_has_left()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        await sending.Organisation.RunAsync("update person set active_to = '2026-02-01' where email = 'shop2@example.org'");
        await GiveAsync(sending, "lead", "shop1@example.org", "SHOP");
        await GiveAsync(sending, "hr", "shop2@example.org", null);
        await sending.Organisation.Database.InTransactionAsync(connection =>
            RoleGrants.RevokeAsync(connection, "lead", "shop1@example.org", "SHOP", "hr1@example.org", Sending.Monday, default)
        );

        Assert.That(await SendAsync(sending), Is.Empty);
        Assert.That(
            await sending.Organisation.ListAsync<string>("select state from message where kind = 'access'"),
            Is.EqualTo(new[] { "cancelled" })
        );
    }

    [Test]
    public async Task The_mail_is_deleted_after_thirty_days()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        await GiveAsync(sending, "hr", "shop1@example.org", null);
        await SendAsync(sending);

        Assert.That(await AccessMails.DeleteOldAsync(sending.Test.Database, Sending.Monday.AddDays(29), default), Is.Zero);
        Assert.That(await AccessMails.DeleteOldAsync(sending.Test.Database, Sending.Monday.AddDays(30), default), Is.EqualTo(1));
        Assert.That(
            await sending.Organisation.OneAsync<int>(
                "select ((select count(*) from message where kind = 'access') + (select count(*) from access_mail))::int"
            ),
            Is.Zero
        );
    }

    private static Task GiveAsync(Sending sending, string role, string email, string? unit) =>
        sending.Test.Database.InTransactionAsync(async connection =>
        {
            await RoleGrants.GrantAsync(connection, role, email, unit, true, "hr1@example.org", Sending.Monday, default);
            await AccessMails.AddAsync(connection, role, email, unit, "HR1@example.org", "fr", Sending.Monday, default);
        });

    /// <returns>Mails about access only.</returns>
    private static async Task<List<OutgoingMail>> SendAsync(Sending sending)
    {
        var transport = new RecordingTransport();
        await sending.Outbox(transport).SendDueAsync(Sending.Monday, default);
        return [.. transport.Sent.Where(mail => mail.Unsubscribe is null)];
    }
}
