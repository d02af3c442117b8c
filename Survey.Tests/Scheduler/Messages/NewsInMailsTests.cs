using AngleSharp.Html.Parser;
using Survey.Scheduler.Mail;
using Survey.Tests.Support;

namespace Survey.Tests.Scheduler.Messages;

/// <summary>What the invitations of a wave tell beside what they ask (rules E5, E6).</summary>
public sealed class NewsInMailsTests
{
    [Test]
    public async Task Everybody_asked_about_the_service_reads_it_in_both_forms_of_the_invitation_and_nobody_else()
    {
        await using var sending = await Sending.WithOpenWaveAsync(organisation => AnnounceAsync(organisation, "HR-SALES"));

        var mails = await MailsAsync(sending, Sending.Monday);

        Assert.That(
            mails.Where(mail => Tells(mail, "Text of HR-SALES.")).Select(mail => mail.To),
            Is.EquivalentTo(mails.Select(mail => mail.To).Where(to => to.StartsWith("sales", StringComparison.Ordinal)))
        );
        Assert.That(mails.Where(mail => !Tells(mail, "Text of HR-SALES.") && Tells(mail, "You said, we did")), Is.Empty);
    }

    [Test]
    public async Task A_reader_without_a_text_in_the_own_language_reads_the_one_in_the_fall_back_language()
    {
        await using var sending = await Sending.WithOpenWaveAsync(async organisation =>
        {
            await organisation.RunAsync(
                """
                update person set language = case email when 'shop1@example.org' then 'en' when 'shop2@example.org' then 'fi' else 'pl' end
                where email in ('shop1@example.org', 'shop2@example.org', 'shop3@example.org')
                """
            );
            await AnnounceAsync(organisation, "IT-ALL", """{"en": "In English.", "fi": "Suomeksi."}""", fallback: "fi");
        });

        var mails = await MailsAsync(sending, Sending.Monday);

        Assert.Multiple(() =>
        {
            Assert.That(Tells(mails.Single(mail => mail.To == "shop1@example.org"), "In English."));
            Assert.That(Tells(mails.Single(mail => mail.To == "shop2@example.org"), "Suomeksi."));
            Assert.That(Tells(mails.Single(mail => mail.To == "shop3@example.org"), "Suomeksi."));
            Assert.That(
                new HtmlParser()
                    .ParseDocument(mails.Single(mail => mail.To == "shop3@example.org").Html)
                    .QuerySelector("[lang=fi]")!
                    .TextContent,
                Is.EqualTo("Suomeksi.")
            );
        });
    }

    [TestCase("draft")]
    [TestCase("taken_back")]
    public async Task What_is_not_released_goes_to_nobody(string state)
    {
        await using var sending = await Sending.WithOpenWaveAsync(organisation => AnnounceAsync(organisation, "IT-ALL", state: state));

        Assert.That((await MailsAsync(sending, Sending.Monday)).Where(mail => Tells(mail, "Text of IT-ALL.")), Is.Empty);
        Assert.That(await sending.Organisation.OneAsync<int>("select count(*)::int from announcement where wave_id is not null"), Is.Zero);
    }

    [Test]
    public async Task One_wave_carries_it_once_in_the_invitation_and_in_no_reminder()
    {
        await using var sending = await Sending.WithOpenWaveAsync(organisation => AnnounceAsync(organisation, "IT-ALL"));
        Assert.That((await MailsAsync(sending, Sending.Monday)).All(mail => Tells(mail, "Text of IT-ALL.")));

        await sending.RemindAsync(Sending.Monday.AddDays(3));
        var reminders = await MailsAsync(sending, Sending.Monday.AddDays(3));
        await sending.Organisation.RunAsync("update wave set state = 'closed'");
        await OpenWave.OpenAsync(sending.Organisation, at: Sending.Monday.AddDays(28));
        var next = await MailsAsync(sending, Sending.Monday.AddDays(28));

        Assert.That((reminders.Count, next.Count), Is.EqualTo((sending.Wave.Invitations.Count, sending.Wave.Invitations.Count)));
        Assert.That(reminders.Concat(next).Where(mail => Tells(mail, "Text of IT-ALL.")), Is.Empty);
    }

    [Test]
    public async Task It_waits_for_a_wave_that_asks_about_the_service()
    {
        await using var sending = Sending.On(await TestDatabase.CreateAsync(StartingPoint.SmallOrganisation));
        await sending.Organisation.PulseAsync("OTHER", "HR-SALES");
        await AnnounceAsync(sending.Organisation, "IT-ALL");

        await OpenWave.OpenAsync(sending.Organisation, "OTHER");

        Assert.That(
            await sending.Organisation.OneAsync<int>("select count(*)::int from announcement where wave_id is null"),
            Is.EqualTo(1)
        );
    }

    [Test]
    public async Task A_wave_that_leaves_the_service_out_does_not_carry_it()
    {
        await using var sending = await Sending.WithOpenWaveAsync(async organisation =>
        {
            await organisation.RunAsync("update person set active_to = '2026-02-01' where email = 'hr1@example.org'");
            await AnnounceAsync(organisation, "HR-SALES");
        });

        Assert.That(
            await sending.Organisation.OneAsync<string>(
                """
                select not_asked || ' ' || (select count(*) from announcement where wave_id is null)
                from wave_relationship where code = 'HR-SALES'
                """
            ),
            Is.EqualTo("small_provider 1")
        );
    }

    [Test]
    public async Task What_clearly_got_better_is_told_to_everybody_asked_if_HR_wants_it_as_it_was_at_opening()
    {
        await using var silent = await Sending.WithOpenWaveAsync(ThankedWave.SealAsync);
        await using var telling = await Sending.WithOpenWaveAsync(async organisation =>
        {
            await ThankedWave.SealAsync(organisation);
            await organisation.RunAsync("insert into organisation_settings (content) values ('{\"TellsImprovements\": true}')");
        });
        await telling.Organisation.RunAsync("update published_verdict set verdict = 'worse'; delete from organisation_settings");

        var told = await MailsAsync(telling, Sending.Monday);

        Assert.That((await MailsAsync(silent, Sending.Monday)).Where(mail => Tells(mail, "clearly got better")), Is.Empty);
        Assert.That(told, Is.Not.Empty);
        Assert.That(
            told.All(mail => Tells(mail, "What clearly got better since last time") && Tells(mail, "the overall rating, The step waiting"))
        );
        Assert.That(told.Select(mail => mail.Text), Has.None.Contains("HR\n  the overall rating"));
    }

    public static Task<int> AnnounceAsync(
        Organisation organisation,
        string relationship,
        string? texts = null,
        string fallback = "en",
        string state = "released"
    ) =>
        organisation.RunAsync(
            """
            insert into announcement (relationship_id, state, texts, fallback_language, changed_by, changed_at)
            select id, @state, coalesce(@texts::jsonb, jsonb_build_object('en', 'Text of ' || code || '.')), @fallback,
                   'hr1@example.org', '2026-03-01'
            from relationship where code = @relationship
            """,
            new
            {
                relationship,
                texts,
                fallback,
                state,
            }
        );

    /// <summary>In both forms alike.</summary>
    private static bool Tells(OutgoingMail mail, string words)
    {
        var inText = mail.Text.Contains(words, StringComparison.Ordinal);
        Assert.That(
            new HtmlParser().ParseDocument(mail.Html).Body!.TextContent.Contains(words, StringComparison.Ordinal),
            Is.EqualTo(inText),
            mail.To
        );
        return inText;
    }

    private static async Task<List<OutgoingMail>> MailsAsync(Sending sending, DateTimeOffset now)
    {
        var transport = new RecordingTransport();
        await sending.Outbox(transport).SendDueAsync(now, default);
        return [.. transport.Sent];
    }
}
