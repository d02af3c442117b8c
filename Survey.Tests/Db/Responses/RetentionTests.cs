using Survey.Db;
using Survey.Db.Responses;
using Survey.Db.WaveLifecycle;
using Survey.Reports.Publishing;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Responses;

public sealed class RetentionTests : WithOpenWave
{
    private static readonly DateTimeOffset SealedAt = OpenWave.FirstMonday.AddDays(7);

    [SetUp]
    public async Task SealAWaveAsync()
    {
        foreach (var invitation in Wave.AskedAbout("IT-ALL").Take(12))
        {
            var rating = invitation.Ratings.First(one => one.Relationship == "IT-ALL");
            await Submissions.StoreAsync(
                Test.Database,
                new Submission(
                    invitation.Id,
                    Wave.Id,
                    1,
                    "en",
                    [new GivenResponse(rating.RelationshipId, rating.ReportingGroupId, true, Answering.Rated(4, 4), 1)],
                    [new GivenComment(rating.RelationshipId, "comment", "Some words", "Ann")],
                    [new GivenNote(rating.RelationshipId, "contact", "Ann", "Call me")],
                    []
                ),
                OpenWave.FirstMonday.AddHours(1),
                default
            );
        }
        await Wave.CloseAsync(Organisation);
        await Sealing.SealAsync(Test.Database, TestFigureKey.Key, Wave.Id, SealedAt, default);
    }

    [Test]
    public async Task After_the_months_answers_comments_and_notes_are_gone_and_the_results_are_as_they_were()
    {
        var results = await ResultsAsync();

        var early = await Retention.DeleteDueAsync(Test.Database, 24, SealedAt.AddMonths(24).AddSeconds(-1), default);
        var kept = await RawAsync();
        var due = await Retention.DeleteDueAsync(Test.Database, 24, SealedAt.AddMonths(24), default);
        var again = await Retention.DeleteDueAsync(Test.Database, 24, SealedAt.AddMonths(25), default);

        Assert.That((early, kept), Is.EqualTo((0, "12 12 12")));
        Assert.That((due, again, await RawAsync()), Is.EqualTo((1, 0, "0 0 0")));
        Assert.That(await ResultsAsync(), Is.EqualTo(results).And.Not.Empty);
    }

    [Test]
    public async Task Nothing_is_deleted_without_a_limit_nor_of_a_wave_that_is_not_sealed()
    {
        var without = await Retention.DeleteDueAsync(Test.Database, null, SealedAt.AddYears(100), default);
        await Organisation.RunAsync("update wave set state = 'closed'");

        var notSealed = await Retention.DeleteDueAsync(Test.Database, 1, SealedAt.AddYears(100), default);

        Assert.That((without, notSealed, await RawAsync()), Is.EqualTo((0, 0, "12 12 12")));
    }

    [Test]
    public async Task A_wave_whose_answers_cannot_be_deleted_does_not_keep_those_of_the_others()
    {
        await Organisation.RunAsync(
            """
            insert into wave (code, pulse_id, period, state, seed, opens_at, closes_at, sealed_at, minimum_group, minimum_comments)
            select 'BROKEN', id, '2020-01-01', 'sealed', 1, '2020-01-01', '2020-01-02', '2020-01-02', 5, 10 from pulse
            """
        );

        Assert.That(
            () => Retention.DeleteDueAsync(Test.Database, 24, SealedAt.AddMonths(24), default),
            Throws.TypeOf<PartlyFailedException>().With.Property("Done").EqualTo(1).And.Message.StartsWith("Failed for BROKEN: ")
        );
        Assert.That(await RawAsync(), Is.EqualTo("0 0 0"));
    }

    [Test]
    public async Task The_scheduler_does_it_when_the_setting_says_so()
    {
        using var mails = new TemporaryFolder();
        var (exit, _, error) = await SchedulerProcess.RunAsync(
            Test,
            ["once", "--at", "2027-03-10T00:00:00Z"],
            ("Mail__Directory", mails.File("mail")),
            ("Privacy__RetentionMonths", "12")
        );

        Assert.That(exit, Is.Zero, error);
        Assert.That(error, Does.Contain("The step retention was done for 1"));
        Assert.That(await RawAsync(), Is.EqualTo("0 0 0"));
    }

    private Task<string> RawAsync() =>
        Organisation.OneAsync<string>(
            """
            select concat_ws(' ', (select count(*) from response where wave_id = @Id), (select count(*) from comment where wave_id = @Id),
                                  (select count(*) from note where wave_id = @Id))
            """,
            new { Wave.Id }
        );

    private Task<IReadOnlyList<string>> ResultsAsync() =>
        Organisation.ListAsync<string>(
            """
            select f::text from published_figure f union all select v::text from published_verdict v union all
            select p::text from published_participation p union all select h::text from blurred_histogram h union all
            select g::text from reporting_group g union all select r::text from wave_relationship r order by 1
            """
        );
}
