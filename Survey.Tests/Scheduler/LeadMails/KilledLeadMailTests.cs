using Survey.Tests.Scheduler.Mail;
using Survey.Tests.Support;

namespace Survey.Tests.Scheduler.LeadMails;

[Category("Slow")]
public sealed class KilledLeadMailTests : InLeadMails
{
    /// <summary>Of HR, apart from it1.</summary>
    private const int People = 60;

    private const int ShopPeople = 9;

    [Test]
    public async Task After_a_kill_in_the_middle_everybody_has_exactly_one_mail_about_results()
    {
        await GrantAsync();

        Assert.That(await MailsAfterKillAsync("2026-01-26T12:00:00Z"), Is.EqualTo(Enumerable.Repeat("1 results", People + 1)));
    }

    [Test]
    public async Task After_a_kill_in_the_middle_everybody_has_exactly_one_mail_about_an_overdue_case()
    {
        await GrantAsync();
        await LookedAsync();
        await OpenAsync(Provider, terms: Terms(owner: await PersonAsync("hr1")));

        // HR and the owner of the case.
        Assert.That(await MailsAfterKillAsync("2026-03-16T12:00:00Z"), Is.EqualTo(Enumerable.Repeat("1 cases", People + 2)));
    }

    private async Task GrantAsync()
    {
        await Organisation.PeopleAsync("SHOP", People - ShopPeople);
        await Organisation.RunAsync(
            """
            insert into role_grant (email, role, granted_at)
            select email, 'hr', '2026-01-01' from person where email like 'shop%' on conflict do nothing
            """
        );
    }

    /// <summary>A round is killed, another one at the same instant goes on.</summary>
    /// <returns>How many mails each person has, and the kind of all that were queued.</returns>
    private async Task<List<string>> MailsAfterKillAsync(string at)
    {
        using var folder = new TemporaryFolder();
        var mails = folder.File("mail");
        using (var scheduler = SchedulerProcess.Start(Test, ["once", "--at", at], ("Mail__Directory", mails)))
        {
            await Wait.UntilAsync(() => Directory.Exists(mails) && Directory.GetFiles(mails, "*.eml").Length >= 10);
            scheduler.Kill();
            await scheduler.EndAsync();
        }
        var before = Directory.GetFiles(mails, "*.eml").Length;

        var (exit, _, error) = await SchedulerProcess.RunAsync(Test, ["once", "--at", at], ("Mail__Directory", mails));

        Assert.That(exit, Is.Zero, error);
        Assert.That(before, Is.LessThan(People), "it was killed too late to mean anything");
        var kind = await Organisation.OneAsync<string>("select string_agg(distinct kind, ' ') from message");
        return [.. ReceivedMail.In(mails).GroupBy(mail => mail.To[1]).Select(person => $"{person.Count()} {kind}")];
    }
}
