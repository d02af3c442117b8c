using Survey.Db.Cases;
using Survey.Db.Erasure;
using Survey.Db.LeadMails;

namespace Survey.Tests.Scheduler.LeadMails;

/// <summary>On which day who is reminded of what (rule E4).</summary>
public sealed class CaseMailTests : InLeadMails
{
    private static readonly DateOnly First = new(2026, 1, 27);

    [SetUp]
    public async Task OnlyCasesAsync()
    {
        await NoResultsAsync();
        await LookedAsync();
    }

    [Test]
    public async Task A_week_after_the_results_the_providers_lead_hears_of_a_missed_promise_that_nobody_took_up()
    {
        Assert.That(
            await DaysAsync(First, new(2026, 3, 15)),
            Is.EqualTo(new[] { "02-02 hr1 Promise missed, not taken up yet: The step waiting – The journey SERVICE" })
        );
    }

    [Test]
    public async Task A_promise_that_somebody_took_up_or_that_HR_has_to_look_at_without_a_lead()
    {
        var id = await OpenedAsync();
        Assert.That(await RoundAsync(Now), Is.Empty);

        await CaseActions.WithdrawAsync(Test.Database, Hr, id, 1, "Not ours", Now, default);
        Assert.That(await RoundAsync(Now), Is.Empty, "a case about this very figure has ended");

        await Organisation.RunAsync("update unit set lead_email = null where code = 'HR'");
        await SetAsync("W1", "quality", 2.0);
        Assert.That((await RoundAsync(Now)).Select(mail => mail.To), Is.EqualTo(new[] { "it1@example.org" }));
    }

    [Test]
    public async Task A_case_is_told_a_week_before_its_day_then_once_a_week_and_to_HR_once_it_is_overdue()
    {
        await OpenAsync(Provider, terms: Terms(owner: await PersonAsync("hr1")));

        Assert.That(
            await DaysAsync(First, new(2026, 4, 10)),
            Is.EqualTo(
                new[]
                {
                    "03-05 hr1 Due on 12 March 2026: The step waiting – The journey SERVICE",
                    "03-12 hr1 Due on 12 March 2026: The step waiting – The journey SERVICE",
                    "03-15 it1 Overdue: The step waiting – The journey SERVICE",
                    "03-19 hr1 Overdue: The step waiting – The journey SERVICE",
                }
            )
        );
    }

    [Test]
    public async Task Weekly_reminders_come_on_Mondays_and_none_come_if_a_person_chose_none()
    {
        await OpenAsync(Provider, terms: Terms(owner: await PersonAsync("hr1")));
        await ChooseAsync("hr1", CaseMailChoice.Weekly);
        await ChooseAsync("it1", CaseMailChoice.None);

        Assert.That(
            await DaysAsync(First, new(2026, 4, 10)),
            Is.EqualTo(
                new[]
                {
                    "03-09 hr1 Due on 12 March 2026: The step waiting – The journey SERVICE",
                    "03-16 hr1 Overdue: The step waiting – The journey SERVICE",
                }
            )
        );
    }

    [Test]
    public async Task One_mail_has_all_that_is_due_with_the_most_urgent_first()
    {
        var owner = await PersonAsync("hr1");
        await OpenAsync(Provider, terms: Terms(owner: owner));
        await OpenAsync(Provider, "quality", terms: Terms("Ask back within a day.", owner) with { DueOn = Due.AddDays(-9) });
        await OpenAsync(Provider, "intake", terms: Terms("One address.", owner) with { DueOn = Due.AddDays(-2) });
        await ChooseAsync("hr1", CaseMailChoice.None);
        await RoundAsync(new(2026, 3, 3, 9, 0, 0, TimeSpan.Zero));
        await ChooseAsync("hr1", CaseMailChoice.AtOnce);

        var mail = (await RoundAsync(new(2026, 3, 7, 9, 0, 0, TimeSpan.Zero))).Single(one => one.To == "hr1@example.org");

        Assert.That(mail.Subject, Is.EqualTo("Overdue: The step quality – The journey SERVICE"));
        var places = new[] { "quality – ", "Ask back within a day.", "intake – ", "waiting – " }.Select(words =>
            mail.Text.IndexOf(words, StringComparison.Ordinal)
        );
        Assert.That(places, Is.Ordered.And.All.GreaterThan(0));
        Assert.That(mail.Text, Does.Contain("https://survey.example/cases/settings").And.Not.Contain("2.5"));
    }

    [Test]
    public async Task A_case_that_ends_before_its_mail_leaves_is_not_mentioned()
    {
        var id = (await OpenAsync(Provider, terms: Terms(owner: await PersonAsync("hr1"))))!.Value;
        var day = new DateTimeOffset(2026, 3, 5, 9, 0, 0, TimeSpan.Zero);
        Assert.That(await QueueAsync(day), Is.EqualTo(1));
        await CaseActions.DoneAsync(Test.Database, Provider, id, 1, day, default);

        Assert.That(await SendAsync(day), Is.Empty);
        Assert.That(await Organisation.ListAsync<string>("select state from message"), Is.EqualTo(new[] { "cancelled" }));
        Assert.That(await DaysAsync(new(2026, 3, 6), new(2026, 4, 10)), Is.Empty);
    }

    [Test]
    public async Task Whoever_chooses_none_while_a_mail_waits_gets_none()
    {
        Assert.That(await QueueAsync(Now), Is.EqualTo(1));
        await ChooseAsync("hr1", CaseMailChoice.None);

        Assert.That(await SendAsync(Now), Is.Empty);
        Assert.That(await Organisation.ListAsync<string>("select state from message"), Is.EqualTo(new[] { "cancelled" }));
    }

    [Test]
    public async Task A_lead_who_left_or_has_no_address_gets_none_and_the_next_one_does()
    {
        await OpenAsync(Provider, terms: Terms(owner: await PersonAsync("hr1")));
        await Organisation.RunAsync("update person set active_to = '2026-02-20' where email = 'hr1@example.org'");
        await Organisation.RunAsync("update person set email = null, external_id = 'x' where email = 'it1@example.org'");
        Assert.That(await DaysAsync(new(2026, 2, 21), new(2026, 3, 20)), Is.Empty);

        await Organisation.RunAsync("update unit set lead_email = 'hr2@example.org' where code = 'HR'");
        Assert.That((await DaysAsync(new(2026, 3, 20), new(2026, 3, 20))).Single(), Does.Contain("03-20 hr2 Overdue"));
    }

    [Test]
    public async Task Two_schedulers_at_once_queue_one_mail()
    {
        await Task.WhenAll(QueueAsync(Now), QueueAsync(Now), QueueAsync(Now));

        Assert.That(await Organisation.OneAsync<int>("select count(*)::int from message"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_mail_waits_for_the_hours_and_days_of_the_pulse()
    {
        await Organisation.RunAsync("update pulse set send_hours = '10:00-11:00', send_days = '{2}'");

        Assert.That(await RoundAsync(Now.AddDays(-1)), Is.Empty, "a Monday");
        Assert.That(await RoundAsync(Now.AddHours(-2)), Is.Empty, "nine o'clock in Tallinn");
        Assert.That(await RoundAsync(Now.AddMinutes(-30)), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Forgetting_a_lead_forgets_the_mails_and_the_choice()
    {
        await ChooseAsync("hr1", CaseMailChoice.AtOnce);
        await RoundAsync(Now);
        await Test.Database.InTransactionAsync(connection =>
            PersonErasure.EraseAsync(connection, "hr1@example.org", "staff@example.org", Now, default)
        );

        Assert.That(
            await Organisation.OneAsync<int>(
                """
                select ((select count(*) from lead_mail) + (select count(*) from case_reminder) + (select count(*) from case_mail_choice)
                    + (select count(*) from message))::int
                """
            ),
            Is.Zero
        );
    }
}
