using System.Text.RegularExpressions;
using Survey.Db.Invitations;
using Survey.Db.Messages;
using Survey.Db.Responses;
using Survey.Reports.Publishing;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Publishing;

/// <summary>After sealing nothing says who answered: two histories that differ in that alone leave the same database.</summary>
public sealed partial class SealedTracesTests
{
    private const int Answerers = 9;

    [Test]
    public async Task Who_of_three_answered_who_declined_and_who_was_reminded_in_vain_leaves_the_same_rows()
    {
        Assert.That(
            await LeftAfterAsync(answers: 2, declines: 3, stillToRemind: 4),
            Is.EqualTo(await LeftAfterAsync(answers: 3, declines: 4, stillToRemind: 2))
        );
    }

    /// <returns>Every row of every table, without what is random.</returns>
    private static async Task<IReadOnlyList<string>> LeftAfterAsync(int answers, int declines, int stillToRemind)
    {
        await using var test = await TestDatabase.CreateAsync(StartingPoint.OpenWave);
        var organisation = new Organisation(test.Database);
        var wave = await OpenWave.LoadAsync(organisation);
        var asked = wave.AskedAbout("IT-ALL")
            .Where(invitation => invitation.Email.StartsWith("shop", StringComparison.Ordinal))
            .Concat(wave.AskedAbout("IT-ALL").Where(invitation => invitation.Email.StartsWith("sales", StringComparison.Ordinal)))
            .ToList();
        await organisation.RunAsync("update message set state = 'sent', sent_at = queued_at");
        // Of two mails that came late one was withdrawn, because its person had answered.
        await organisation.RunAsync(
            """
            update message
            set unknown_outcomes = 1, attempts = case when email = @Answered then 1 else 2 end,
                sent_at = case when email = @Answered then queued_at else queued_at + interval '1 hour' end
            from person where person.id = person_id and email in (@Two, @Three)
            """,
            new
            {
                Answered = asked[answers].Email,
                Two = asked[2].Email,
                Three = asked[3].Email,
            }
        );

        var people = Enumerable.Range(5, Answerers).Prepend(answers).ToList();
        foreach (var (place, person) in people.Index())
        {
            var sent = await SubmissionAsync(organisation, wave, asked[person], place, hasMore: person == answers);
            Assert.That(
                await Submissions.StoreAsync(test.Database, sent, OpenWave.FirstMonday.AddHours(place + 1), default),
                Is.EqualTo(SubmissionResult.Stored)
            );
        }
        await ChooseAsync(test, asked[declines], isDeclined: true);
        await ChooseAsync(test, asked[stillToRemind], isDeclined: false);
        await RemindAsync(test, OpenWave.FirstMonday.AddDays(3));
        await organisation.RunAsync("update message set state = 'sent', sent_at = queued_at where kind = 'reminder1'");
        await wave.CloseAsync(organisation);
        Assert.That(await Sealing.SealAsync(test.Database, TestFigureKey.Key, wave.Id, OpenWave.FirstMonday.AddDays(7), default), Is.True);
        return await RowsAsync(organisation);
    }

    /// <summary>The same answers for each respondent, with a note and a pause.</summary>
    private static async Task<Submission> SubmissionAsync(
        Organisation organisation,
        OpenWave wave,
        OpenInvitation invitation,
        int place,
        bool hasMore
    )
    {
        var rating = invitation.Ratings.First(one => one.Relationship == "IT-ALL");
        var person = await organisation.OneAsync<long>("select id from person where email = @Email", new { invitation.Email });
        return new Submission(
            invitation.Id,
            wave.Id,
            person,
            "en",
            [new GivenResponse(rating.RelationshipId, rating.ReportingGroupId, true, Answering.Rated(1 + place % 5, 1 + place / 2 % 5), 1)],
            [new GivenComment(rating.RelationshipId, "comment", $"Comment {place}", null)],
            hasMore ? [new GivenNote(rating.RelationshipId, "thanks", null, "Thank you")] : [],
            hasMore ? [rating.RelationshipId] : []
        );
    }

    /// <summary>The same pause that somebody else chose while answering, chosen without; with "not this time" besides.</summary>
    private static async Task ChooseAsync(TestDatabase test, OpenInvitation invitation, bool isDeclined)
    {
        await using var connection = await test.Database.OpenAsync();
        var person = (await OptOuts.FindAsync(connection, invitation.Id, OpenWave.FirstMonday, default))!;
        if (isDeclined)
        {
            Assert.That(await Declined.AddAsync(connection, person, OpenWave.FirstMonday.AddDays(1), default), Is.True);
        }
        Assert.That(await RelationshipPauses.AddAsync(connection, person, "IT-ALL", default), Is.True);
    }

    private static async Task RemindAsync(TestDatabase test, DateTimeOffset now) =>
        Assert.That(await Reminders.QueueDueAsync(test.Database, now, default), Is.EqualTo(26 - Answerers - 2));

    private static async Task<IReadOnlyList<string>> RowsAsync(Organisation organisation)
    {
        var tables = await organisation.ListAsync<string>(
            """
            select relname::text from pg_class
            where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
                and relname not in ('schema_migration', 'result_change', 'planning_change') order by relname
            """
        );
        var rows = new List<string>();
        foreach (var table in tables)
        {
            var all = await organisation.ListAsync<string>($"select t::text from {table} t");
            rows.AddRange(all.Select(row => $"{table} {RandomId().Replace(row, "id")}").Order(StringComparer.Ordinal));
        }
        return rows;
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex RandomId();
}
