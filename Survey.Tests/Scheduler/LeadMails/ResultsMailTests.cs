using System.Text;
using Survey.Db.Settings;
using Survey.Scheduler.Mail;
using Survey.Tests.Support;

namespace Survey.Tests.Scheduler.LeadMails;

/// <summary>Who hears when that results are there, and what a mail says of them (rule E4).</summary>
public sealed class ResultsMailTests : InLeadMails
{
    private static readonly DateTimeOffset DayAfter = Sealed.AddDays(1);

    [Test]
    public async Task HR_hears_at_sealing_and_leads_a_day_later_each_once()
    {
        Assert.That(await ToAsync(Sealed.AddMinutes(-1)), Is.Empty);
        Assert.That(await ToAsync(Sealed), Is.EqualTo(new[] { "it1" }));
        Assert.That(await ToAsync(DayAfter.AddMinutes(-1)), Is.Empty);
        Assert.That(await ToAsync(DayAfter), Is.EqualTo(new[] { "hr1", "sales1", "shop1" }));
        await Organisation.RunAsync("update unit set lead_email = 'shop2@example.org' where code = 'SHOP'");
        Assert.That(await ToAsync(DayAfter.AddDays(1)), Is.Empty);
    }

    [Test]
    public async Task A_mail_has_one_finding_in_words_its_figure_and_its_chart()
    {
        await RoundAsync(Sealed);
        var mail = (await RoundAsync(DayAfter))[0];

        Assert.Multiple(() =>
        {
            Assert.That(mail.Subject, Is.EqualTo("January 2026, MONTHLY: the results are in"));
            Assert.That(mail.Text, Does.Contain("“The step waiting”: 2.5, promised 4.0 (about 40 answers)"));
            Assert.That(mail.Text, Does.Contain("https://survey.example/relationships/HR-SALES?wave=W1"));
            Assert.That(mail.Text, Does.Contain("take it up there as a case"));
            Assert.That(mail.Html, Does.Contain("cid:chart"));
            Assert.That(mail.Picture!.AsSpan(1, 3).ToArray(), Is.EqualTo("PNG"u8.ToArray()));
            Assert.That(mail.Attachment, Is.Null);
        });
        using var mime = MimeMessages.Compose(mail);
        Assert.That(mime.BodyParts.Select(part => part.ContentType.MimeType), Is.EqualTo(new[] { "text/plain", "text/html", "image/png" }));
        Assert.That(mime.BodyParts.Last().ContentId, Is.EqualTo("chart"));
    }

    [Test]
    public async Task The_customers_lead_is_told_but_not_asked_to_take_it_up()
    {
        await RoundAsync(Sealed);
        var mail = (await RoundAsync(DayAfter)).Single(one => one.To == "sales1@example.org");

        Assert.That(mail.Text, Does.Contain("HR-SALES").And.Not.Contain("take it up"));
    }

    [Test]
    public async Task Good_news_has_its_own_wording()
    {
        await Organisation.RunAsync("delete from published_verdict; delete from role_grant");
        await PublishedWave.SealAsync(Organisation, "W2", new(2026, 2, 1));
        await Organisation.RunAsync(
            """
            update wave set pulse_id = (select pulse_id from wave where code = 'W1'), import_digest = null where code = 'W2';
            update published_verdict set verdict = case when against = 'before' then 'better' else 'no_change' end;
            update published_figure set value = 4.2, low = 4.0, high = 4.4 where shown = 'yes'
            """
        );

        var mail = (await RoundAsync(new(2026, 2, 2, 9, 0, 0, TimeSpan.Zero))).Single(one =>
            one.To == "hr1@example.org" && one.Subject.StartsWith("February", StringComparison.Ordinal)
        );
        Assert.That(mail.Subject, Is.EqualTo("February 2026, MONTHLY: good news in the results"));
        Assert.That(mail.Text, Does.Contain("there is good news").And.Not.Contain("take it up"));
    }

    [Test]
    public async Task Without_a_shown_figure_leads_hear_nothing_and_HR_reads_no_figure()
    {
        await Organisation.RunAsync(
            """
            delete from published_verdict;
            update published_figure set shown = 'hidden', n = null, value = null, low = null, high = null, favourable = null,
                favourable_low = null, favourable_high = null, shares = null, share_step = null, step = null
            """
        );
        var mail = (await RoundAsync(Sealed)).Single();

        Assert.That(await RoundAsync(DayAfter), Is.Empty);
        Assert.That((mail.To, mail.Picture), Is.EqualTo(("it1@example.org", (byte[]?)null)));
        Assert.That(mail.Text, Does.Contain("not enough answers").And.Not.Match("[1-5]\\.[0-9]"));
    }

    [Test]
    public async Task The_lead_of_a_part_of_the_customers_reads_only_how_that_part_rates_the_service()
    {
        await Organisation.RunAsync("update unit set lead_email = 'shop9@example.org' where code = 'SHOP'");
        await PublishedWave.PartAsync(Organisation, "W1", "IT-ALL", "SHOP", 3.3);
        await RoundAsync(Sealed);

        var mail = (await RoundAsync(DayAfter)).Single(one => one.To == "shop9@example.org");
        Assert.That(mail.Text, Does.Contain("SHOP").And.Contain("3.3").And.Contain("/relationships/IT-ALL?wave=W1"));
        Assert.That(mail.Picture, Is.Not.Null);
    }

    [Test]
    public async Task The_lead_of_a_unit_that_is_no_direct_part_of_the_customers_hears_nothing()
    {
        await Organisation.RunAsync("update unit set lead_email = 'shop9@example.org' where code = 'SHOP'");
        await PublishedWave.PartAsync(Organisation, "W1", "HR-SALES", "SHOP", 3.3);

        await RoundAsync(DayAfter);

        Assert.That(
            await Organisation.ListAsync<string>("select address from message"),
            Is.Not.Empty.And.None.EqualTo("shop9@example.org")
        );
    }

    [Test]
    public async Task The_report_goes_with_the_mail_without_comments_if_the_setting_says_so()
    {
        await QueueAsync(Sealed);
        var mail = (await SendAsync(Sealed, new ReportMailOptions { Attach = true })).Single();

        Assert.That(mail.Attachment!.Name, Is.EqualTo("HR-SALES-W1.pdf"));
        Assert.That(Encoding.UTF8.GetString(mail.Attachment.Content), Does.Contain("waiting").And.Not.Contain("id=\"comments\""));
        using var mime = MimeMessages.Compose(mail);
        Assert.That(mime.Attachments.Single().ContentType.MimeType, Is.EqualTo("application/pdf"));
    }

    [Test]
    public async Task A_lead_without_a_role_any_more_gets_no_mail_that_was_queued()
    {
        await QueueAsync(Sealed);
        await Organisation.RunAsync("delete from role_grant");

        Assert.That(await SendAsync(Sealed), Is.Empty);
    }

    [Test]
    public async Task Imported_history_and_old_waves_are_no_news()
    {
        Assert.That(await ToAsync(Sealed.AddDays(15)), Is.Empty);
        await PublishedWave.SealAsync(Organisation, "OLD", new(2026, 2, 10));
        Assert.That(await ToAsync(Sealed.AddDays(16)), Is.Empty);
    }

    private async Task<IEnumerable<string>> ToAsync(DateTimeOffset now)
    {
        await Organisation.RunAsync("insert into case_mail_choice select id, 'none' from person on conflict do nothing");
        return (await RoundAsync(now)).Select(mail => mail.To.Split('@')[0]);
    }
}
