using Survey.Db.LeadMails;

namespace Survey.Tests.Scheduler.LeadMails;

/// <summary>Overdue looks stand in the mail about cases (rules E4 and E7).</summary>
public sealed class LookMailTests : InLeadMails
{
    private static readonly DateOnly First = new(2026, 1, 27);
    private static readonly DateOnly Last = new(2026, 4, 10);
    private const string NotLooked = "Results not looked at yet: The journey SERVICE";

    [SetUp]
    public Task OnlyCasesAsync() => NoResultsAsync();

    [Test]
    public async Task Each_lead_hears_once_of_results_that_nobody_looked_at_in_time()
    {
        await TakenUpAsync();

        var mails = await DaysAsync(First, Last);

        Assert.That(mails, Is.EqualTo(new[] { $"02-10 hr1 {NotLooked}", $"02-10 sales1 {NotLooked}", $"02-10 shop1 {NotLooked}" }));
    }

    [Test]
    public async Task A_look_in_time_leaves_nothing_to_say()
    {
        await TakenUpAsync();
        await LookedAsync();

        Assert.That(await DaysAsync(First, Last), Is.Empty);
    }

    [Test]
    public async Task A_look_before_the_mail_leaves_cancels_it()
    {
        await TakenUpAsync();
        var day = new DateTimeOffset(2026, 2, 10, 9, 0, 0, TimeSpan.Zero);
        Assert.That(await QueueAsync(day), Is.EqualTo(3));
        await LookedAsync();

        Assert.That(await SendAsync(day), Is.Empty);
        Assert.That(await Organisation.ListAsync<string>("select distinct state from message"), Is.EqualTo(new[] { "cancelled" }));
    }

    [Test]
    public async Task A_look_joins_the_mail_of_a_case_behind_it_and_holds_no_figure()
    {
        await Organisation.RunAsync("update unit set lead_email = 'hr1@example.org' where code = 'SALES'");
        await OpenAsync(Provider, terms: Terms(owner: await PersonAsync("hr1")) with { DueOn = new(2026, 2, 13) });
        await ChooseAsync("hr1", CaseMailChoice.None);
        await RoundAsync(new(2026, 2, 6, 9, 0, 0, TimeSpan.Zero));
        await ChooseAsync("hr1", CaseMailChoice.AtOnce);

        var mail = (await RoundAsync(new(2026, 2, 10, 9, 0, 0, TimeSpan.Zero))).Single(one => one.To == "hr1@example.org");

        Assert.That(mail.Subject, Is.EqualTo("Due on 13 February 2026: The step waiting – The journey SERVICE"));
        Assert.That(mail.Text, Does.Contain("This was due on 9 February 2026.").And.Not.Contain("2.5"));
        Assert.That(
            mail.Text.IndexOf("Open the case", StringComparison.Ordinal),
            Is.InRange(1, mail.Text.IndexOf("nobody has said yet", StringComparison.Ordinal))
        );
    }

    [Test]
    public async Task Weekly_mails_come_on_Monday_and_without_a_lead_HR_gets_them()
    {
        await TakenUpAsync();
        await ChooseAsync("hr1", CaseMailChoice.Weekly);
        await ChooseAsync("it1", CaseMailChoice.None);
        Assert.That(
            (await DaysAsync(First, Last)).Where(mail => !mail.Contains("sales1", StringComparison.Ordinal)),
            Is.EqualTo(new[] { $"02-10 shop1 {NotLooked}", $"02-16 hr1 {NotLooked}" })
        );

        await ChooseAsync("it1", CaseMailChoice.AtOnce);
        await Organisation.RunAsync("update unit set lead_email = null");
        Assert.That(
            (await RoundAsync(new(2026, 2, 17, 9, 0, 0, TimeSpan.Zero))).Select(mail => mail.To),
            Is.EqualTo(new[] { "it1@example.org" })
        );
    }

    /// <summary>So that no missed promise is mentioned.</summary>
    private Task<int> TakenUpAsync() => Organisation.RunAsync("delete from published_verdict");
}
