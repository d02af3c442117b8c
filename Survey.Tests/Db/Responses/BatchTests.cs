using Npgsql;
using Survey.Db;
using Survey.Db.Responses;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Responses;

/// <summary>Submissions that are stored together, and what may go wrong meanwhile.</summary>
public sealed class BatchTests
{
    private TestDatabase _test = null!;
    private Organisation _organisation = null!;
    private OpenWave _wave = null!;

    [SetUp]
    public async Task OpenAsync()
    {
        _test = await TestDatabase.CreateAsync();
        _organisation = new Organisation(_test.Database);
        await _organisation.UnitAsync("ROOT");
        await _organisation.UnitAsync("IT", "ROOT", people: 3);
        await _organisation.UnitAsync("ALL", "ROOT", people: 200);
        await _organisation.JourneyAsync("SERVICE", "intake", "waiting", "quality");
        await _organisation.RelationshipAsync("IT-ALL", "IT", "ALL");
        await _organisation.PulseAsync("MONTHLY");
        _wave = await OpenWave.OpenAsync(_organisation);
    }

    [TearDown]
    public async Task CloseAsync() => await _test.DisposeAsync();

    [Test]
    public async Task One_that_cannot_be_stored_does_not_fail_its_neighbours()
    {
        await _organisation.RunAsync("alter table comment add constraint broken check (text <> 'text 7')");
        var batch = Enumerable.Range(0, 30).Select(place => Submission(place)).ToList();

        var results = await StoreAsync(batch);
        await _organisation.RunAsync("alter table comment drop constraint broken");

        Assert.Multiple(async () =>
        {
            Assert.That(results[7].Exception?.InnerException, Is.InstanceOf<PostgresException>());
            Assert.That(results.Where((_, place) => place != 7).Select(result => result.Result), Is.All.EqualTo(SubmissionResult.Stored));
            Assert.That(await CountAsync("response"), Is.EqualTo(29));
            Assert.That(await (await StoreAsync([batch[7]]))[0], Is.EqualTo(SubmissionResult.Stored));
        });
    }

    [Test]
    public async Task Rows_of_a_batch_are_written_at_once_and_lie_in_the_order_of_random_ids()
    {
        await StoreAsync([.. Enumerable.Range(0, 150).Select(place => Submission(place, notes: "thanks"))]);

        Assert.Multiple(async () =>
        {
            foreach (var table in new[] { "response", "comment", "note" })
            {
                var ids = await _organisation.ListAsync<Guid>($"select id from {table} order by ctid");
                Assert.That(
                    ids,
                    Has.Count.EqualTo(150).And.EqualTo(await _organisation.ListAsync<Guid>($"select id from {table} order by id")),
                    table
                );
                Assert.That(
                    await _organisation.OneAsync<int>($"select count(distinct xmin::text)::int from {table}"),
                    Is.EqualTo(1),
                    table
                );
            }
            Assert.That(await _organisation.ListAsync<Guid>("select invitation_id from answered order by ctid"), Is.Ordered);
            Assert.That(
                await _organisation.OneAsync<bool>("select (select max(xmin::text) from note) <> (select max(xmin::text) from response)"),
                Is.True
            );
        });
    }

    [Test]
    public async Task Of_a_thousand_from_one_invitation_one_is_stored()
    {
        var sent = Enumerable.Range(0, 1000).Select(_ => Submission(0, notes: "thanks")).ToList();

        var results = (await Task.WhenAll(sent.Chunk(100).Select(StoreAsync)))
            .SelectMany(batch => batch)
            .Select(result => result.Result)
            .ToList();

        Assert.Multiple(async () =>
        {
            Assert.That(await CountAsync("response"), Is.EqualTo(1));
            Assert.That(await CountAsync("comment"), Is.EqualTo(1));
            Assert.That(await CountAsync("note"), Is.EqualTo(1));
            Assert.That(
                results,
                Has.Count.EqualTo(1000).And.Some.EqualTo(SubmissionResult.Stored).And.None.EqualTo(SubmissionResult.Closed)
            );
        });
    }

    [Test]
    public async Task The_same_sent_again_is_told_the_same_and_another_that_it_comes_too_late()
    {
        var first = Submission(0);

        var results = await StoreAsync([first, first with { }, Submission(0)]);
        var later = await StoreAsync([first with { }, Submission(0)]);

        Assert.That(
            results.Concat(later).Select(result => result.Result),
            Is.EqualTo(
                new[]
                {
                    SubmissionResult.Stored,
                    SubmissionResult.Stored,
                    SubmissionResult.AlreadyAnswered,
                    SubmissionResult.Stored,
                    SubmissionResult.AlreadyAnswered,
                }
            )
        );
        Assert.That(await CountAsync("response"), Is.EqualTo(1));
    }

    [Test]
    public async Task Batches_that_hold_the_same_invitations_crosswise_store_each_once()
    {
        var forth = Enumerable.Range(0, 200).ToArray();
        var batches = Enumerable
            .Range(0, 8)
            .Select(number => (number % 2 == 0 ? forth : forth.Reverse()).Select(place => Submission(place)).ToList());

        var results = await Task.WhenAll(batches.Select(batch => Task.Run(() => StoreAsync(batch))));

        Assert.That(results.SelectMany(batch => batch).Count(result => result.Result == SubmissionResult.Stored), Is.EqualTo(200));
        Assert.That(await CountAsync("response"), Is.EqualTo(200));
    }

    [Test]
    public async Task Connections_that_break_at_any_moment_lose_nothing_and_double_nothing()
    {
        using var stop = new CancellationTokenSource();
        await using var breaker = await _test.Database.OpenAsync();
        var breaking = Task.Run(async () =>
        {
            // Bounded, so that a slow machine is not broken for ever: what is tried is that nothing is lost, not how fast it is.
            for (var breaks = 0; breaks < 300 && !stop.IsCancellationRequested; breaks++)
            {
                await breaker.RunAsync(
                    """
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where datname = current_database() and pid <> pg_backend_pid() and random() < 0.5
                    """,
                    null,
                    default
                );
                await Task.Delay(15);
            }
        });

        var results = new List<SubmissionResult>();
        foreach (var places in Enumerable.Range(0, 200).Chunk(5))
        {
            results.AddRange(
                (await StoreAsync([.. places.Select(place => Submission(place, notes: "thanks"))])).Select(result => result.Result)
            );
        }
        await stop.CancelAsync();
        await breaking;

        Assert.Multiple(async () =>
        {
            Assert.That(results, Is.All.EqualTo(SubmissionResult.Stored));
            foreach (var table in new[] { "response", "comment", "note" })
            {
                Assert.That(await breaker.OneAsync<int>($"select count(*)::int from {table}", null, default), Is.EqualTo(200), table);
            }
        });
    }

    [Test]
    public async Task After_a_crash_between_the_answers_and_a_note_the_form_is_open_and_sending_again_brings_the_note()
    {
        await _organisation.RunAsync("alter table note add constraint broken check (text <> 'thanks')");
        var failed = (await StoreAsync([Submission(0, notes: "thanks")]))[0];
        var isAnswered = await IsAnsweredAsync(0);
        await _organisation.RunAsync("alter table note drop constraint broken");

        var again = await (await StoreAsync([Submission(0, notes: "thanks")]))[0];
        var third = await (await StoreAsync([Submission(0, notes: "thanks")]))[0];

        Assert.Multiple(async () =>
        {
            Assert.That(failed.IsFaulted, Is.True);
            Assert.That((isAnswered, await IsAnsweredAsync(0)), Is.EqualTo((false, true)));
            Assert.That((again, third), Is.EqualTo((SubmissionResult.Stored, SubmissionResult.AlreadyAnswered)));
            Assert.That((await CountAsync("response"), await CountAsync("note")), Is.EqualTo((1, 1)));
        });
    }

    [Test]
    public async Task A_wave_can_be_neither_closed_nor_sealed_over_a_note_that_is_on_its_way()
    {
        await using var other = await _test.Database.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await other.RunAsync("lock table note in share mode", null, default);
        var storing = StoreAsync([Submission(0, notes: "thanks")]);
        await _organisation.UntilBlockedAsync("note");

        var close = () =>
            _test.Database.InTransactionAsync(connection =>
                connection.RunAsync("set local lock_timeout = 200; update wave set state = 'closed'", null, default)
            );
        Assert.That(close, Throws.InstanceOf<PostgresException>().With.Property("SqlState").EqualTo(PostgresErrorCodes.LockNotAvailable));
        Assert.That(storing.IsCompleted, Is.False, "nobody is thanked before the note is stored");
        await transaction.RollbackAsync();

        Assert.That(await (await storing)[0], Is.EqualTo(SubmissionResult.Stored));
        Assert.That(await CountAsync("note"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_pause_ends_a_year_after_the_wave_whenever_it_was_chosen()
    {
        await StoreAsync([Submission(0, isPaused: true)]);
        await (await Submissions.StoreAsync(_test.Database, [Submission(1, isPaused: true)], OpenWave.FirstMonday.AddDays(5), default))[0];

        Assert.That(
            await _organisation.ListAsync<string>("select until::text from relationship_pause"),
            Is.EqualTo(new[] { "2027-03-09", "2027-03-09" })
        );
    }

    private Task<IReadOnlyList<Task<SubmissionResult>>> StoreAsync(IReadOnlyList<Submission> batch) =>
        Submissions.StoreAsync(_test.Database, batch, OpenWave.FirstMonday, default);

    private Submission Submission(int place, string? notes = null, bool isPaused = false)
    {
        var invitation = _wave.Invitations[place];
        var rating = invitation.Ratings[0];
        return new Submission(
            invitation.Id,
            _wave.Id,
            place + 1,
            "en",
            [new GivenResponse(rating.RelationshipId, rating.ReportingGroupId, true, [5, null, -1, 4, null], 2)],
            [new GivenComment(rating.RelationshipId, "comment", $"text {place}", null)],
            notes is null ? [] : [new GivenNote(rating.RelationshipId, "thanks", null, notes)],
            isPaused ? [rating.RelationshipId] : []
        );
    }

    private async Task<bool> IsAnsweredAsync(int place)
    {
        await using var connection = await _test.Database.OpenAsync();
        return (await new InvitationForms().FindAsync(connection, _wave.Invitations[place].Id, default))!.IsAnswered;
    }

    private Task<int> CountAsync(string table) => _organisation.OneAsync<int>($"select count(*)::int from {table}");
}
