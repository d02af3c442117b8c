using Survey.Api.Programme.Waves;
using Survey.Db.Waves;
using Survey.Reports.Publishing;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Programme;

public sealed class PreviewCacheTests : InSmallOrganisation
{
    private static readonly DateTimeOffset Now = OpenWave.FirstMonday.AddDays(-3);

    private PreviewCache _previews = null!;

    [SetUp]
    public void Create() => _previews = new PreviewCache(Test.Database);

    [TearDown]
    public void Dispose() => _previews.Dispose();

    [Test]
    public async Task A_preview_is_made_once_until_something_changes_from_which_it_is_made()
    {
        var before = await OfAsync();
        await SpoilUnseenAsync();
        var kept = await OfAsync();
        await Organisation.RunAsync("update pulse set max_relationships = 2");
        var anew = await OfAsync();

        Assert.That((before.People, kept.People, anew.People), Is.EqualTo((26, 26, 25)));
        Assert.That(anew.LoadPerPerson.Keys.Max(), Is.EqualTo(2));
    }

    [Test]
    public async Task A_preview_is_computed_again_after_a_wave_opened_or_after_its_time_limit()
    {
        await Organisation.PulseAsync("OTHER", "HR-SALES", cron: "0 0 9 ? * SAT", firstDate: "2026-02-28");
        var before = await OfAsync();
        await SpoilUnseenAsync();

        Assert.That((await OfAsync(Now.AddHours(23))).People, Is.EqualTo(before.People));
        Assert.That((await OfAsync(Now.AddDays(1))).People, Is.EqualTo(before.People - 1));
    }

    [Test]
    public async Task The_daily_total_of_those_who_chose_to_be_left_alone_is_the_newest()
    {
        await OfAsync();
        await Organisation.RunAsync("insert into opt_out (person_id) select id from person where email like 'sales%'");
        await OpenParticipation.RenewChoicesAsync(Test.Database, TestFigureKey.Key, Now, default);

        var preview = await OfAsync();

        Assert.That((preview.LeftOut.ByChoice, preview.People), Is.EqualTo((10, 26)));
    }

    [Test]
    public async Task Of_many_readers_one_has_it_made_and_who_leaves_does_not_hold_up_the_others()
    {
        await using var other = await Test.Database.OpenAsync();
        await using var busy = await other.BeginTransactionAsync();
        await new Npgsql.NpgsqlCommand("lock table person", other).ExecuteNonQueryAsync();
        using var leaves = new CancellationTokenSource();
        var first = OfAsync(Now, leaves.Token);
        await WaitingAsync();
        var others = Enumerable.Range(0, 5).Select(_ => OfAsync()).ToList();
        using var impatient = new CancellationTokenSource();
        var gone = OfAsync(Now, impatient.Token);

        await impatient.CancelAsync();
        Assert.That(async () => await gone, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await WaitingAsync(), Is.EqualTo(1));
        await leaves.CancelAsync();
        Assert.That(async () => await first, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await WaitingAsync(), Is.EqualTo(1));
        await busy.RollbackAsync();

        Assert.That((await Task.WhenAll(others)).Select(preview => preview.People), Is.All.EqualTo(26));
    }

    /// <summary>Changes the organisation without anybody noticing: a preview that is kept does not show it.</summary>
    private Task<int> SpoilUnseenAsync() =>
        Organisation.RunAsync(
            """
            alter table person disable trigger planning_change;
            update person set active_to = '2026-02-01' where email = 'shop1@example.org';
            """
        );

    /// <returns>How many wait for the lock, at least one.</returns>
    private async Task<int> WaitingAsync()
    {
        int waiting;
        do
        {
            waiting = await Organisation.OneAsync<int>(
                "select count(*)::int from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
            );
        } while (waiting == 0);
        return waiting;
    }

    private async Task<WavePreview> OfAsync(DateTimeOffset? at = null, CancellationToken ct = default)
    {
        await using var connection = await Test.Database.OpenAsync(ct);
        var wave = await ComingWaves.FindAsync(connection, "MONTHLY-2026-03-02", at ?? Now, ct);
        return await _previews.OfAsync(wave!, at ?? Now, ct);
    }
}
