using Npgsql;
using Survey.Db;
using Survey.Db.Responses;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Responses;

public sealed class SubmissionTests : WithOpenWave
{
    [Test]
    public async Task A_submission_that_meets_a_closing_wave_waits_and_stores_nothing()
    {
        await using var closing = await Test.Database.OpenAsync();
        await using var transaction = await closing.BeginTransactionAsync();
        await closing.RunAsync("update wave set state = 'closed'", null, default);

        var storing = StoreAsync(0);
        await Organisation.UntilBlockedAsync();
        await transaction.CommitAsync();
        var result = await storing;

        Assert.Multiple(async () =>
        {
            Assert.That(result, Is.EqualTo(SubmissionResult.Closed));
            Assert.That(
                await Organisation.OneAsync<int>("select ((select count(*) from response) + (select count(*) from answered))::int"),
                Is.Zero
            );
        });
    }

    [Test]
    public async Task Closing_waits_for_a_submission_that_has_begun()
    {
        await using var other = await Test.Database.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await other.RunAsync(
            "insert into answered (wave_id, invitation_id) values (@Wave, @Invitation)",
            new { Wave = Wave.Id, Invitation = Wave.Invitations[0].Id },
            default
        );
        var storing = StoreAsync(0);
        await Organisation.UntilBlockedAsync();

        var close = () =>
            Test.Database.InTransactionAsync(connection =>
                connection.RunAsync("set local lock_timeout = 200; update wave set state = 'closed'", null, default)
            );
        Assert.That(close, Throws.InstanceOf<PostgresException>().With.Property("SqlState").EqualTo(PostgresErrorCodes.LockNotAvailable));
        await transaction.RollbackAsync();

        Assert.That(await storing, Is.EqualTo(SubmissionResult.Stored));
    }

    [Test]
    public async Task What_fails_half_way_leaves_nothing_and_can_be_sent_again()
    {
        await Organisation.RunAsync("alter table comment add constraint broken check (text <> 'x')");

        Assert.That(() => StoreAsync(0), Throws.InstanceOf<PostgresException>());
        var left = await Organisation.OneAsync<int>("select ((select count(*) from response) + (select count(*) from answered))::int");
        await Organisation.RunAsync("alter table comment drop constraint broken");

        Assert.That((left, await StoreAsync(0)), Is.EqualTo((0, SubmissionResult.Stored)));
    }

    [Test]
    public async Task Ids_are_random_and_no_column_of_a_response_or_comment_holds_a_value_of_its_invitation()
    {
        for (var i = 0; i < 5; i++)
        {
            await StoreAsync(i);
        }

        var rows = await Organisation.ListAsync<string>(
            "select to_jsonb(response)::text from response union all select to_jsonb(comment)::text from comment"
        );
        var ids = await Organisation.ListAsync<Guid>("select id from response union all select id from comment");
        Assert.Multiple(() =>
        {
            Assert.That(ids.Select(id => id.Version), Is.All.EqualTo(4));
            Assert.That(ids, Is.Unique);
            foreach (var invitation in Wave.Invitations)
            {
                Assert.That(rows, Has.None.Contains(invitation.Id.ToString()).And.None.Contains(invitation.Email));
            }
        });
    }

    private Task<SubmissionResult> StoreAsync(int position)
    {
        var invitation = Wave.Invitations[position];
        var rating = invitation.Ratings.First(one => one.Relationship == "IT-ALL");
        var submission = new Submission(
            invitation.Id,
            Wave.Id,
            1,
            "en",
            [new GivenResponse(rating.RelationshipId, rating.ReportingGroupId, true, [5, null, -1, 4, null], 2)],
            [new GivenComment(rating.RelationshipId, "comment", "x", null)],
            [],
            []
        );
        return Submissions.StoreAsync(Test.Database, submission, OpenWave.FirstMonday, default);
    }
}
