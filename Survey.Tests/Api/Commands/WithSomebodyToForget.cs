using System.Net;
using Survey.Db;
using Survey.Db.Messages;
using Survey.Db.Responses;
using Survey.Db.Sessions;
using Survey.Db.Tokens;
using Survey.Reports.Publishing;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Commands;

/// <summary>One person holds everything that a person can hold.</summary>
public abstract class WithSomebodyToForget : InSmallOrganisation
{
    protected const string Email = "Zdenka.Qvist@example.org";
    protected const string Name = "Zdenka Qvist";

    protected OpenWave Sealed { get; private set; } = null!;

    protected OpenWave Open { get; private set; } = null!;

    [SetUp]
    public async Task LiveAsync()
    {
        await Organisation.RunAsync(
            """
            update person set email = @Email, name = @Name, external_id = 'Qvist-77' where email = 'shop1@example.org';
            update unit set lead_email = @Email where code in ('SHOP', 'IT');
            update unit set lead_email = 'hr1@example.org' where code = 'HR';
            update relationship set owner_email = 'ZDENKA.QVIST@example.org' where code = 'IT-ALL';
            insert into pulse_letter (pulse_id, kind, language, introduction, saved_at, saved_by)
                select id, 'invitation', 'en', 'Hello', '2026-01-01', lower(@Email) from pulse
            """,
            new { Email, Name }
        );
        foreach (
            var words in new[]
            {
                "grant hr " + Email,
                "grant hr hr1@example.org",
                "grant lead it1@example.org IT",
                $"grant lead {Email} HR",
            }
        )
        {
            Assert.That((await RunAsync(words)).Status, Is.Zero);
        }
        Sealed = await OpenWave.OpenAsync(Organisation);
        await Organisation.RunAsync("update message set state = 'sent', sent_at = queued_at");
        await AnswerAsync(Sealed, isLast: false);
        await Sealed.CloseAsync(Organisation);
        await Sealing.SealAsync(Test.Database, TestFigureKey.Key, Sealed.Id, OpenWave.FirstMonday.AddDays(7), default);
        Open = await OpenWave.OpenAsync(Organisation, at: OpenWave.FirstMonday.AddDays(28));
        await AnswerAsync(Open, isLast: true);
        await ActAsync();
        await Organisation.RunAsync("analyze; select 1");
    }

    /// <summary>Answers, with a signature and a wish, and the last time asks not to be asked for a year.</summary>
    private async Task AnswerAsync(OpenWave wave, bool isLast)
    {
        var invitation = wave.Invitations.Single(one => one.Email == Email);
        var person = await Organisation.OneAsync<long>("select id from person where email = @Email", new { Email });
        var rating = invitation.Ratings[0];
        Assert.That(
            await Submissions.StoreAsync(
                Test.Database,
                new Submission(
                    invitation.Id,
                    wave.Id,
                    person,
                    "en",
                    [new GivenResponse(rating.RelationshipId, rating.ReportingGroupId, true, Answering.Rated(4), 1)],
                    [new GivenComment(rating.RelationshipId, "comment", "My opinion", Name)],
                    [
                        new GivenNote(rating.RelationshipId, "contact", Name, "Call me"),
                        new GivenNote(rating.RelationshipId, "thanks", null, "Well done"),
                    ],
                    isLast ? [rating.RelationshipId] : []
                ),
                isLast ? OpenWave.FirstMonday.AddDays(28) : OpenWave.FirstMonday,
                default
            ),
            Is.EqualTo(SubmissionResult.Stored)
        );
    }

    /// <summary>Signs in by a mail, removes a comment, gets a reminder, and a server quotes the address.</summary>
    private async Task ActAsync()
    {
        var now = OpenWave.FirstMonday.AddDays(28);
        await Test.Database.InTransactionAsync(async connection =>
        {
            var id = await SignIns.CreateAsync(connection, Email, now, default);
            await MessageQueue.AddSignInAsync(connection, Email, "en", id, now, default);
            await BrowserSessions.StartAsync(connection, Email, now, default);
        });
        await Organisation.RunAsync(
            """
            update message set state = 'deferred', reason = '450 <' || address || '> is busy', late_report = 'report about ' || address
                where address = @Email and unsealed_wave_id is not null;
            insert into message (id, kind, wave_id, unsealed_wave_id, person_id, address, language, state, not_before, give_up_at,
                queued_at)
            select gen_random_uuid(), 'reminder1', wave_id, wave_id, person_id, address, language, 'sent', not_before, give_up_at,
                queued_at from message
            where address = @Email and unsealed_wave_id is not null;
            insert into announcement (relationship_id, state, texts, fallback_language, changed_by, changed_at)
                select id, 'draft', '{"en": "We answer sooner."}', 'en', lower(@Email), @now from relationship where code = 'IT-ALL';
            insert into recognition (id, wave_id, relationship_id, item, passed_on_by, passed_on_at)
                select gen_random_uuid(), wave_id, relationship_id, 'overall', lower(@Email), @now from wave_relationship
                where code = 'IT-ALL' and wave_id = @Sealed;
            insert into message (id, kind, recognition_id, person_id, address, language, state, not_before, give_up_at, queued_at)
                select gen_random_uuid(), 'recognition', recognition.id, person.id, email, 'en', 'queued', @now, @now, @now
                from recognition, person where email = @Email;
            insert into opt_out (person_id) select id from person where email = @Email;
            insert into audit_log (at, actor, action, subject) values (@now, lower(@Email), 'comment removed', 'IT-ALL, W')
            """,
            new
            {
                Email,
                now,
                Sealed = Sealed.Id,
            }
        );
    }

    protected async Task<(int Status, string Text)> RunAsync(string words)
    {
        var run = await CommandRun.OnAsync(Test.ConnectionString, words.Split(' '));
        return (run.Status, run.Output + run.Error);
    }
}
