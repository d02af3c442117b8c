using System.Text;
using AngleSharp.Html.Parser;
using Survey.Db.Letters;
using Survey.Scheduler.Mail;
using Survey.Tests.Support;

namespace Survey.Tests.Scheduler.Messages;

/// <summary>What HR has put in its own words, in the mails of a real pulse.</summary>
public sealed class OwnLettersTests
{
    private static readonly DateTimeOffset Thursday = Sending.Monday.AddDays(3);

    [Test]
    public async Task Every_placeholder_says_what_it_stands_for_in_both_forms_and_in_the_subject()
    {
        const string words = "{organisation}; {services}; {closing_day}; {closing_time}; {name}";
        await using var sending = await Sending.WithOpenWaveAsync(organisation =>
            SaveAsync(organisation, SurveyLetterKind.Invitation, words, $"First.\n{words}")
        );

        var mail = (await MailsAsync(sending, Sending.Monday)).Single(mail => mail.To == "shop1@example.org");

        const string said = "ROOT; IT; 9 March 2026; 09:00; Shop 1";
        Assert.Multiple(() =>
        {
            Assert.That(mail.Subject, Is.EqualTo(said));
            Assert.That(mail.Text, Does.Contain($"\n\nFirst.\n\n{said}\n\n").And.Not.Contain("asks the people"));
            var html = new HtmlParser().ParseDocument(mail.Html);
            Assert.That(html.QuerySelectorAll("p").Select(paragraph => paragraph.TextContent), Does.Contain("First.").And.Contain(said));
            Assert.That(html.QuerySelector("h1")!.TextContent, Is.EqualTo(said));
            Assert.That(mail.Text, Does.Not.Contain("{"));
        });
    }

    [Test]
    public async Task Several_services_are_named_one_after_the_other()
    {
        await using var sending = await Sending.WithOpenWaveAsync(organisation =>
            SaveAsync(organisation, SurveyLetterKind.Invitation, "About {services}", null)
        );

        var subjects = (await MailsAsync(sending, Sending.Monday))
            .Where(mail => mail.To.StartsWith("sales", StringComparison.Ordinal))
            .Select(mail => mail.Subject)
            .Distinct();

        Assert.That(subjects, Has.Some.Contains("HR, "));
    }

    [Test]
    public async Task Own_words_are_for_their_pulse_and_language_only()
    {
        await using var sending = await Sending.WithOpenWaveAsync(async organisation =>
        {
            await organisation.PulseAsync("OTHER");
            await organisation.RunAsync("update person set language = 'fi' where email = 'shop1@example.org'");
            await SaveAsync(organisation, SurveyLetterKind.Invitation, "Ours", null, language: "fi");
            await SaveAsync(organisation, SurveyLetterKind.Invitation, "Theirs", null, pulse: "OTHER");
        });

        var mails = await MailsAsync(sending, Sending.Monday);

        Assert.That(mails.Where(mail => mail.Subject == "Ours").Select(mail => mail.To), Is.EqualTo(new[] { "shop1@example.org" }));
        Assert.That(mails.Select(mail => mail.Subject), Has.None.EqualTo("Theirs"));
        Assert.That(
            mails.Single(mail => mail.Subject == "Ours").Text,
            Does.Contain("kysyy tässä kyselyssä sisäisten palvelujensa"),
            "the introduction is still the built-in one"
        );
    }

    [Test]
    public async Task A_change_after_opening_reaches_the_reminders_but_no_other_attempt_at_an_invitation()
    {
        await using var sending = await Sending.WithOpenWaveAsync(organisation =>
            SaveAsync(organisation, SurveyLetterKind.Invitation, "Before", "Before.")
        );
        await sending
            .Outbox(new RecordingTransport(mail => mail.To == "shop1@example.org" ? new Deferred("later", "4.2.0") : new Accepted()))
            .SendDueAsync(Sending.Monday, default);
        await SaveAsync(sending.Organisation, SurveyLetterKind.Invitation, "After", "After.");
        await SaveAsync(sending.Organisation, SurveyLetterKind.Reminder, null, "Once more.");

        var again = (await MailsAsync(sending, Sending.Monday.AddHours(3))).Single();
        await sending.RemindAsync(Thursday);
        await SaveAsync(sending.Organisation, SurveyLetterKind.Reminder, "Too late", null);
        var reminders = await MailsAsync(sending, Thursday);

        Assert.That((again.To, again.Subject), Is.EqualTo(("shop1@example.org", "Before")));
        Assert.That(again.Text, Does.Contain("\nBefore.\n"));
        Assert.That(reminders.Select(mail => mail.Subject).Distinct(), Is.EqualTo(new[] { "Reminder: After" }));
        Assert.That(reminders.Select(mail => mail.Text), Has.All.Contain("\nOnce more.\n"));
    }

    [Test]
    public async Task An_invitation_that_HR_sends_again_says_what_it_said()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        await sending
            .Outbox(new RecordingTransport(mail => mail.To == "shop1@example.org" ? new Refused("no", "5.1.1") : new Accepted()))
            .SendDueAsync(Sending.Monday, default);
        await SaveAsync(sending.Organisation, SurveyLetterKind.Invitation, "New", null);
        var id = await sending.Organisation.OneAsync<Guid>("select id from message where address = 'shop1@example.org'");

        await Survey.Db.Messages.FailedInvitations.SendOneAgainAsync(sending.Test.Database, id, "hr1@example.org", Sending.Monday, default);

        Assert.That((await MailsAsync(sending, Sending.Monday)).Single().Subject, Does.Not.Contain("New"));
    }

    [Test]
    public async Task The_last_day_has_its_own_words_and_an_empty_letter_is_the_built_in_one_again()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        await MailsAsync(sending, Sending.Monday);
        await SaveAsync(sending.Organisation, SurveyLetterKind.LastDay, "Today or never", "It closes.");
        await SaveAsync(sending.Organisation, SurveyLetterKind.Reminder, "Own", null);
        await SaveAsync(sending.Organisation, SurveyLetterKind.Reminder, null, null);
        await sending.RemindAsync(Thursday);

        var onTime = await MailsAsync(sending, Thursday, except: "shop1@example.org");
        var late = (await MailsAsync(sending, Sending.Monday.AddDays(6.5))).Single();

        Assert.That(onTime.Select(mail => mail.Subject), Has.All.StartsWith("Reminder: ").And.All.Contain("well"));
        Assert.That((late.To, late.Subject), Is.EqualTo(("shop1@example.org", "Today or never")));
        Assert.That(late.Text, Does.Contain("\nIt closes.\n"));
    }

    [TestCase("Hi {was_once}", "Hello {broken", "was_once")]
    [TestCase("Hi\r\nBcc: stranger@example.org", "<script>x</script>", "stranger")]
    public async Task Stored_words_that_became_invalid_give_way_to_the_built_in_text_and_nothing_fails(
        string subject,
        string introduction,
        string trace
    )
    {
        await using var sending = await Sending.WithOpenWaveAsync(organisation =>
            SaveAsync(organisation, SurveyLetterKind.Invitation, subject, introduction)
        );

        var mails = await MailsAsync(sending, Sending.Monday);

        Assert.That(mails, Has.Count.EqualTo(sending.Wave.Invitations.Count));
        Assert.That(mails.Select(mail => mail.Subject), Has.All.Contain("work for you"));
        Assert.That(mails.Select(mail => mail.Text), Has.All.Contain("ROOT asks the people"));
        Assert.That(
            mails.Select(mail => Encoding.UTF8.GetString(MimeMessages.Bytes(mail)) + mail.Html + mail.Text),
            Has.None.Contain(trace)
        );
    }

    [Test]
    public async Task No_name_adds_a_header_to_a_mail()
    {
        await using var sending = await Sending.WithOpenWaveAsync(async organisation =>
        {
            await SaveAsync(organisation, SurveyLetterKind.Invitation, "{name}, {services}", null);
            await organisation.RunAsync(
                """
                update person set name = E'A\r\nBcc: a@stranger.example';
                update unit set names = jsonb_build_object('en', E'B\r\nBcc: b@stranger.example') where parent_id is not null
                """
            );
        });

        foreach (var mail in await MailsAsync(sending, Sending.Monday))
        {
            var headers = Encoding.UTF8.GetString(MimeMessages.Bytes(mail)).Split("\r\n\r\n")[0].Split("\r\n");
            Assert.That(headers, Has.None.StartsWith("Bcc").And.None.StartsWith("bcc"));
        }
    }

    [Test]
    public async Task Braces_in_a_name_are_left_as_they_are()
    {
        await using var sending = await Sending.WithOpenWaveAsync(async organisation =>
        {
            await SaveAsync(organisation, SurveyLetterKind.Invitation, "{name}: {services}", null);
            await organisation.RunAsync(
                "update person set name = '{services}'; update unit set names = jsonb_build_object('en', '{name}') where code = 'IT'"
            );
        });

        Assert.That(
            (await MailsAsync(sending, Sending.Monday)).Single(mail => mail.To == "shop1@example.org").Subject,
            Is.EqualTo("{services}: {name}")
        );
    }

    [Test]
    public async Task Saving_the_same_again_adds_nothing()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        foreach (var words in new string?[] { null, "A", "A", null, null, "A" })
        {
            await SaveAsync(sending.Organisation, SurveyLetterKind.Invitation, words, words);
        }

        Assert.That(
            await sending.Organisation.ListAsync<string>(
                "select coalesce(subject, '') || coalesce(introduction, '') from pulse_letter order by id"
            ),
            Is.EqualTo(new[] { "AA", "", "AA" })
        );
    }

    private static async Task<IReadOnlyList<OutgoingMail>> MailsAsync(Sending sending, DateTimeOffset now, string? except = null)
    {
        var transport = new RecordingTransport(mail => mail.To == except ? new Deferred("later", "4.2.0") : new Accepted());
        await sending.Outbox(transport).SendDueAsync(now, default);
        return [.. transport.Sent];
    }

    private static async Task SaveAsync(
        Organisation organisation,
        SurveyLetterKind kind,
        string? subject,
        string? introduction,
        string language = "en",
        string pulse = "MONTHLY"
    )
    {
        var id = await organisation.OneAsync<long>("select id from pulse where code = @pulse", new { pulse });
        await organisation.Database.InTransactionAsync(connection =>
            PulseLetters.SaveAsync(
                connection,
                id,
                kind,
                language,
                new OwnWords(subject, introduction),
                "hr1@example.org",
                Sending.Monday,
                default
            )
        );
    }
}
