using AngleSharp.Html.Parser;
using Survey.Db.Recognitions;
using Survey.Scheduler.Mail;
using Survey.Tests.Scheduler.Mail;
using Survey.Tests.Support;

namespace Survey.Tests.Scheduler.Messages;

/// <summary>Thanks and a figure for the people who provide a service (rule E6).</summary>
public sealed class RecognitionMailTests
{
    private Sending _sending = null!;

    [SetUp]
    public async Task SealAsync()
    {
        _sending = Sending.On(await TestDatabase.CreateAsync(StartingPoint.SmallOrganisation));
        await ThankedWave.SealAsync(_sending.Organisation);
    }

    [TearDown]
    public async Task DropAsync() => await _sending.DisposeAsync();

    [Test]
    public async Task Each_active_person_of_the_team_and_below_gets_one_mail_with_what_was_chosen()
    {
        await _sending.Organisation.UnitAsync("DESK", "IT", "team", people: 2);
        await _sending.Organisation.RunAsync("update person set active_to = '2026-03-01' where email = 'desk2@example.org'");
        await PassOnAsync();

        var mails = (await MailsAsync(Sending.Monday)).Concat(await MailsAsync(Sending.Monday.AddHours(1))).ToList();

        Assert.That(
            mails.Select(mail => mail.To),
            Is.EquivalentTo(new[] { "it1@example.org", "it2@example.org", "it3@example.org", "desk1@example.org" })
        );
        foreach (var mail in mails)
        {
            var html = new HtmlParser().ParseDocument(mail.Html).Body!.TextContent;
            foreach (
                var words in new[]
                {
                    ThankedWave.Thanks,
                    "The step waiting: ",
                    "clearly better than last time",
                    "The thanks carry no names.",
                }
            )
            {
                Assert.That(new[] { mail.Text, html }, Is.All.Contains(words));
            }
            Assert.That(mail.Text + html, Does.Not.Contain("More thanks.").And.Not.Contain("Call me.").And.Not.Contain("2026"));
            Assert.That((mail.Subject, mail.FromName, mail.Unsubscribe), Is.EqualTo(("Thanks to your team", "ROOT", (string?)null)));
        }
    }

    [Test]
    public async Task Who_opted_out_gets_none_and_no_number_tells_how_many_did()
    {
        await _sending.OptOutAsync("it2@example.org");
        await PassOnAsync();
        Assert.That(await _sending.Organisation.OneAsync<int>("select count(*)::int from message"), Is.EqualTo(3));

        Assert.That(
            (await MailsAsync(Sending.Monday)).Select(mail => mail.To),
            Is.EquivalentTo(new[] { "it1@example.org", "it3@example.org" })
        );
        Assert.That(await _sending.MetricsAsync(Sending.Monday), Does.Contain("survey_send_attempts_total{outcome=\"accepted\"} 0"));
    }

    [Test]
    public async Task It_waits_for_the_hours_of_the_waves_pulse()
    {
        await _sending.Organisation.RunAsync(
            """
            update pulse set send_hours = '10:00-16:00', send_days = '{1,2,3,4,5}';
            update wave set pulse_id = pulse.id, import_digest = null from pulse where wave.code = 'NEW'
            """
        );
        await PassOnAsync();

        Assert.That(await MailsAsync(Sending.Monday), Is.Empty);
        Assert.That(await MailsAsync(Sending.Monday.AddHours(1)), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task The_same_form_sent_twice_passes_on_once_and_other_forms_do_not_pass_on_the_same()
    {
        var id = Guid.NewGuid();

        Assert.That((await PassOnAsync(id), await PassOnAsync(id), await PassOnAsync()), Is.EqualTo((true, true, false)));
        Assert.That(await _sending.Organisation.OneAsync<int>("select count(*)::int from message"), Is.EqualTo(3));
    }

    [Test]
    public async Task Thanks_that_went_with_a_figure_do_not_go_again_alone_nor_the_figure_with_others()
    {
        Assert.That((await PassOnAsync(), await PassOnAsync(item: null)), Is.EqualTo((true, false)));
        Assert.That(await PassOnAsync(text: "More thanks."), Is.False);
        Assert.That(await PassOnAsync(item: null, text: "More thanks."), Is.True);
        Assert.That(await _sending.Organisation.OneAsync<int>("select count(*)::int from message"), Is.EqualTo(6));
    }

    [Test]
    public async Task Thanks_that_were_deleted_meanwhile_are_not_sent()
    {
        await PassOnAsync();
        await _sending.Organisation.RunAsync("delete from note");

        Assert.That((await MailsAsync(Sending.Monday)).Select(mail => mail.Text), Has.None.Contains(ThankedWave.Thanks));
        Assert.That(await _sending.Organisation.ColumnsHoldingAsync("stayed"), Is.Empty);
    }

    [Test]
    [Category("Slow")]
    public async Task After_a_kill_in_the_middle_everybody_has_exactly_one_mail()
    {
        await _sending.Organisation.PeopleAsync("IT", 300);
        await PassOnAsync();
        var folder = Directory.CreateTempSubdirectory("survey-killed-").FullName;
        (string, string)[] settings = [("Mail__Directory", folder)];
        using (var scheduler = SchedulerProcess.Start(_sending.Test, ["once", "--at", "2026-03-02T09:00:00+02:00"], settings))
        {
            await Wait.UntilAsync(() => Directory.GetFiles(folder, "*.eml").Length >= 20);
            scheduler.Kill();
            await scheduler.EndAsync();
        }
        Assert.That(Directory.GetFiles(folder, "*.eml"), Has.Length.LessThan(303), "it was killed too late to mean anything");

        var (exit, _, error) = await SchedulerProcess.RunAsync(_sending.Test, ["once", "--at", "2026-03-02T09:05:00+02:00"], settings);

        Assert.That(exit, Is.Zero, error);
        Assert.That(
            ReceivedMail
                .In(folder)
                .Where(mail => mail.Parts["text/plain"].Contains(ThankedWave.Thanks, StringComparison.Ordinal))
                .GroupBy(mail => mail.To[1])
                .Select(person => person.Count()),
            Is.EqualTo(Enumerable.Repeat(1, 303))
        );
        Directory.Delete(folder, recursive: true);
    }

    private async Task<bool> PassOnAsync(Guid? id = null, string? item = "waiting", string text = ThankedWave.Thanks)
    {
        var thanks = await ThankedWave.NoteAsync(_sending.Organisation, "IT-ALL", text);
        return await _sending.Test.Database.InTransactionAsync(async connection =>
        {
            var offer = (await RecognitionOffer.FindAsync(connection, "IT-ALL", Sending.Monday, default))!;
            var choice = new RecognitionChoice(offer.WaveId, offer.Relationship.Id, item, [thanks]);
            return await PassingOn.PassOnAsync(connection, id ?? Guid.NewGuid(), offer, choice, "it1@example.org", Sending.Monday, default);
        });
    }

    private async Task<List<OutgoingMail>> MailsAsync(DateTimeOffset now)
    {
        var transport = new RecordingTransport();
        await _sending.Outbox(transport).SendDueAsync(now, default);
        return [.. transport.Sent];
    }
}
