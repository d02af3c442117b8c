using System.Security.Cryptography;
using Survey.Db.Comments;
using Survey.Db.Invitations;
using Survey.Db.Responses;
using Survey.Db.WaveLifecycle;
using Survey.Reports.Publishing;
using Survey.Scheduler.Mail;
using Survey.Tests.Scheduler.Messages;
using Survey.Tests.Support;

namespace Survey.Tests.Journeys;

/// <summary>Deleted is gone: the files of the database are searched after each step that deletes.</summary>
public sealed class TracesTests
{
    private const int Answerers = 12;
    private static readonly DateTimeOffset Later = OpenWave.FirstMonday.AddDays(7);
    private static readonly string Long = Convert.ToBase64String(RandomNumberGenerator.GetBytes(9000));

    private Sending _sending = null!;

    private Organisation Organisation => _sending.Organisation;

    private OpenWave Wave => _sending.Wave;

    /// <summary>
    /// Shop: 1 to 3 people answer, the third before the mail left; the others are reminded. Sales: some people answer, and one declines.
    /// </summary>
    [SetUp]
    public async Task LiveAWaveAsync()
    {
        _sending = await Sending.WithOpenWaveAsync();
        var grey = new RecordingTransport(mail => mail.To == "shop3@example.org" ? new Unknown("Connection lost") : new Accepted());
        await _sending.Outbox(grey).SendDueAsync(Sending.Monday, default);
        foreach (var (place, invitation) in Asked().Take(Answerers).Index())
        {
            await AnswerAsync(invitation, place);
        }
        await _sending.DeclineAsync("sales8@example.org");
        Assert.That(await _sending.SendAsync(Sending.Monday.AddHours(1)), Is.Empty, "the mail was withdrawn");
        await _sending.RemindAsync(Sending.Monday.AddDays(3));
        Assert.That(await _sending.SendAsync(Sending.Monday.AddDays(3)), Has.Count.EqualTo(26 - Answerers - 1));
        // The planner's statistics are tables, too.
        await Organisation.RunAsync("analyze; select 1");
    }

    [TearDown]
    public ValueTask DropAsync() => _sending.DisposeAsync();

    [Test]
    public async Task Sealing_leaves_no_reminder_no_receipt_and_no_order()
    {
        var secret = await IdsAsync(
            "select id from message where kind = 'reminder1'",
            "select receipt from answered",
            "select id from note",
            "select id from comment",
            "select id from response"
        );
        Assert.That(secret, Has.Count.EqualTo(26 - Answerers - 1 + 4 * Answerers + Answerers));
        Assert.That(await Organisation.HoldingAsync(secret), Has.None.Empty, "before they are there");

        await SealAsync();

        Assert.That(await Organisation.HoldingAsync(secret), Is.All.Empty);
    }

    [Test]
    public async Task After_sealing_the_files_do_not_tell_who_answered_declined_or_was_reminded()
    {
        var before = await WhereAsync();
        await SealAsync();
        var after = await WhereAsync();

        Assert.That(before.Distinct().Count(), Is.EqualTo(3), "before they differ");
        Assert.That(after.Distinct(), Has.Exactly(1).Items, string.Join('\n', after.Distinct()));
        Assert.That(after[0], Does.Contain("message_kept").And.Not.Contain("answered").And.Not.Contain("message_w"));
        Assert.That(await Organisation.ListAsync<string>("select distinct xmax::text from invitation"), Has.Count.EqualTo(1));
        Assert.That(
            await Organisation.ListAsync<string>(
                "select distinct concat_ws('|', state, attempts, sent_at, unknown_outcomes, not_before) from message"
            ),
            Has.Count.EqualTo(1)
        );
    }

    [Test]
    public async Task Who_chose_two_services_at_once_on_the_form_looks_like_who_chose_them_one_by_one()
    {
        var before = await PausesAsync();
        await SealAsync();

        Assert.That(before.Select(row => row.Transaction).Distinct().Count(), Is.GreaterThan(1));
        Assert.That(await RelationshipPauses.RewriteDueAsync(_sending.Test.Database, default), Is.EqualTo(1));
        var after = await PausesAsync();
        Assert.That(await RelationshipPauses.RewriteDueAsync(_sending.Test.Database, default), Is.Zero, "once");
        Assert.That(after.Select(row => row.Transaction).Distinct().Count(), Is.EqualTo(1));
        Assert.That(
            after.Select(row => (row.Person, row.Relationship)),
            Is.Ordered.And.EquivalentTo(before.Select(row => (row.Person, row.Relationship)))
        );
    }

    [Test]
    public async Task A_removed_comment_is_gone_and_the_others_stay()
    {
        await SealAsync();
        var words = new[] { "Comment 0 ", Long[1000..1040], "Signed 0" }.Select(DatabaseFiles.Bytes).ToList();
        Assert.That(
            await Organisation.HoldingAsync(words),
            Is.EqualTo(new[] { $"comment_w{Wave.Id} (long)", $"comment_w{Wave.Id} (long)", $"comment_w{Wave.Id}" })
        );

        await using (var connection = await _sending.Test.Database.OpenAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            var id = await Organisation.OneAsync<Guid>("select id from comment where signed_name = 'Signed 0'");
            var comment = (await CommentRedaction.FindAsync(connection, Wave.Code, id, default))!;
            await CommentRedaction.RemoveAsync(connection, comment, "hr1@example.org", Later, default);
            await transaction.CommitAsync();
        }

        Assert.That(await Organisation.HoldingAsync(words), Is.All.Empty);
        Assert.That(
            await Organisation.ListAsync<string>("select text from comment where text is not null order by length(text), text"),
            Has.Count.EqualTo(Answerers - 1).And.Some.EqualTo("Comment 11 ")
        );
    }

    [Test]
    public async Task When_the_months_are_over_nothing_written_is_left()
    {
        await SealAsync();
        var words = new[] { "Comment 0 ", "Comment 11 ", Long[1000..1040], "Signed 3", "Thanks 4", "Call me 5" }
            .Select(DatabaseFiles.Bytes)
            .ToList();
        Assert.That(await Organisation.HoldingAsync(words), Has.None.Empty);

        await Retention.DeleteDueAsync(_sending.Test.Database, 12, Later.AddMonths(13), default);

        Assert.That(await Organisation.HoldingAsync(words), Is.All.Empty);
    }

    private IReadOnlyList<OpenInvitation> Asked() =>
        [
            .. Wave.Invitations.Where(one => one.Email.StartsWith("shop", StringComparison.Ordinal)).Take(3),
            .. Wave.Invitations.Where(one => one.Email.StartsWith("sales", StringComparison.Ordinal)),
        ];

    private async Task AnswerAsync(OpenInvitation invitation, int place)
    {
        var rating = invitation.Ratings.First(one => one.Relationship == "IT-ALL");
        var person = await Organisation.OneAsync<long>("select id from person where email = @Email", new { invitation.Email });
        var result = await Submissions.StoreAsync(
            _sending.Test.Database,
            new Submission(
                invitation.Id,
                Wave.Id,
                person,
                "en",
                [new GivenResponse(rating.RelationshipId, rating.ReportingGroupId, true, Answering.Rated(1 + place % 5), 1)],
                [new GivenComment(rating.RelationshipId, "comment", $"Comment {place} {(place == 0 ? Long : "")}", $"Signed {place}")],
                [
                    new GivenNote(rating.RelationshipId, "contact", $"Writer {place}", $"Call me {place}"),
                    new GivenNote(rating.RelationshipId, "thanks", null, $"Thanks {place}"),
                ],
                [.. invitation.Ratings.Select(one => one.RelationshipId)]
            ),
            Sending.Monday.AddMinutes(30),
            default
        );
        Assert.That(result, Is.EqualTo(SubmissionResult.Stored));
    }

    private async Task SealAsync()
    {
        await Wave.CloseAsync(Organisation);
        Assert.That(await Sealing.SealDueAsync(_sending.Test.Database, TestFigureKey.Key, TimeSpan.Zero, Later, default), Is.EqualTo(1));
    }

    private async Task<IReadOnlyList<byte[]>> IdsAsync(params string[] queries)
    {
        var ids = new List<byte[]>();
        foreach (var query in queries)
        {
            ids.AddRange((await Organisation.ListAsync<Guid>(query)).Select(DatabaseFiles.Bytes));
        }
        return ids;
    }

    /// <summary>For each invitation, where its id, its mail's id and its person's address lie.</summary>
    private async Task<IReadOnlyList<string>> WhereAsync()
    {
        var rows = await Organisation.ListAsync<(Guid Invitation, Guid Mail, string Email)>(
            """
            select invitation.id, message.id, email
            from invitation join person on person.id = person_id
            join message on message.wave_id = invitation.wave_id and message.person_id = person.id and kind = 'invitation'
            where email like 'shop%' or email like 'sales%'
            """
        );
        var places = await Organisation.HoldingAsync(
            rows.SelectMany(row =>
                new[] { DatabaseFiles.Bytes(row.Invitation), DatabaseFiles.Bytes(row.Mail), DatabaseFiles.Bytes(row.Email) }
            )
        );
        return [.. places.Chunk(3).Select(three => string.Join(" | ", three))];
    }

    private Task<IReadOnlyList<Pause>> PausesAsync() =>
        Organisation.ListAsync<Pause>(
            "select xmin::text as transaction, person_id as person, relationship_id as relationship from relationship_pause order by ctid"
        );

    private sealed record Pause(string Transaction, long Person, long Relationship);
}
