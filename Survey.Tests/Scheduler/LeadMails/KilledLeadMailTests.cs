using Survey.Tests.Scheduler.Mail;
using Survey.Tests.Support;

namespace Survey.Tests.Scheduler.LeadMails;

[Category("Slow")]
public sealed class KilledLeadMailTests : InLeadMails
{
    private const int People = 60;

    [Test]
    public async Task After_a_kill_in_the_middle_everybody_has_exactly_one_mail()
    {
        await Organisation.PeopleAsync("SHOP", People);
        await Organisation.RunAsync(
            """
            insert into role_grant (email, role, granted_at)
            select email, 'hr', '2026-01-01' from person where email like 'shop%' on conflict do nothing
            """
        );
        using var folder = new TemporaryFolder();
        var mails = folder.File("mail");
        using (var scheduler = SchedulerProcess.Start(Test, ["once", "--at", "2026-01-26T12:00:00Z"], ("Mail__Directory", mails)))
        {
            await Wait.UntilAsync(() => Directory.Exists(mails) && Directory.GetFiles(mails, "*.eml").Length >= 10);
            scheduler.Kill();
            await scheduler.EndAsync();
        }
        var before = Directory.GetFiles(mails, "*.eml").Length;

        var (exit, _, error) = await SchedulerProcess.RunAsync(Test, ["once", "--at", "2026-01-26T12:00:00Z"], ("Mail__Directory", mails));

        var readers = await Organisation.OneAsync<int>("select count(*)::int from role_grant where role = 'hr'");
        Assert.That(exit, Is.Zero, error);
        Assert.That(before, Is.LessThan(readers), "it was killed too late to mean anything");
        Assert.That(
            ReceivedMail.In(mails).GroupBy(mail => mail.To[1]).Select(person => person.Count()),
            Is.EqualTo(Enumerable.Repeat(1, readers))
        );
    }
}
