using Survey.Api.Demo;
using Survey.Db;
using Survey.Db.Results;
using Survey.Db.WaveLifecycle;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Demo;

/// <summary>What a reader can discover in the demo, read from its published results.</summary>
public sealed class DemoStoryTests
{
    private const string Overall = "overall";
    private const double Promised = 3.8;

    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    private TestDatabase _test = null!;
    private DemoResults _results = null!;

    [OneTimeSetUp]
    public async Task LoadAsync()
    {
        _test = await TestDatabase.CreateAsync();
        await DemoLoader.LoadAsync(_test.Database, TestFigureKey.Key, Now, default);
        _results = new DemoResults(_test.Database);
    }

    [OneTimeTearDown]
    public ValueTask DropAsync() => _test.DisposeAsync();

    [Test]
    public async Task Eight_waves_are_sealed_and_nothing_of_the_past_is_mailed()
    {
        Assert.That(await _results.CountAsync("wave where state = 'sealed'"), Is.EqualTo(8));
        Assert.That(await _results.CountAsync("message where state <> 'sent'"), Is.Zero);
    }

    [Test]
    public async Task Another_load_on_the_day_gives_the_same_and_a_wave_opens_in_five_languages()
    {
        await using var copy = await TestDatabase.CreateAsync();
        await DemoLoader.LoadAsync(copy.Database, TestFigureKey.Key, Now, default);

        await WavePlanning.PlanDueAsync(copy.Database, Now, default);
        await DueWaves.OpenAsync(copy.Database, Now, default);

        var open = new DemoResults(copy.Database);
        Assert.That(await open.CountAsync("wave where state = 'open' and code like 'monthly-%'"), Is.EqualTo(1));
        Assert.That(await open.CountAsync("message where state = 'queued'"), Is.GreaterThan(100));
        Assert.That(
            await open.CountAsync(
                "(select distinct language from invitation where wave_id = (select id from wave where state = 'open')) as asked"
            ),
            Is.EqualTo(5)
        );
        Assert.That(await open.DigestAsync(), Is.EqualTo(await _results.DigestAsync()), "the same every time");
    }

    [Test]
    public async Task IT_support_waits_longer_each_time_and_only_that_slides()
    {
        var waiting = await _results.MeansAsync("IT-ALL", "waiting");

        Assert.That(waiting, Has.Count.EqualTo(5).And.Ordered.Descending);
        Assert.That(await _results.VerdictAsync("IT-ALL", "waiting", Against.Before), Is.EqualTo(Verdict.Worse.Text()));
        Assert.That(await _results.VerdictAsync("IT-ALL", "waiting", Against.YearAgo), Is.EqualTo(Verdict.Worse.Text()));
        Assert.That(await _results.VerdictAsync("IT-ALL", "waiting", Against.Target), Is.EqualTo(Verdict.Worse.Text()));
        Assert.That(await _results.VerdictAsync("IT-ALL", "solution", Against.Target), Is.EqualTo(Verdict.Better.Text()));
        Assert.That(await _results.CalledAsync("IT-ALL", Against.Target, Verdict.Worse), Is.EqualTo(new[] { "waiting" }));
    }

    [Test]
    public async Task HR_services_have_recovered_and_keep_their_promises()
    {
        Assert.That(await _results.VerdictAsync("HR-ALL", Overall, Against.Before), Is.EqualTo(Verdict.Better.Text()));
        Assert.That(
            await _results.CalledAsync("HR-ALL", Against.Before, Verdict.Better),
            Does.Contain("waiting").And.Contain("clarity").And.Contain("reach")
        );
        Assert.That(await _results.CalledAsync("HR-ALL", Against.Target, Verdict.Worse), Is.Empty);
        Assert.That(
            (await _results.MeansAsync("HR-ALL", "waiting"))[^2],
            Is.LessThan(Promised - 0.5),
            "it was short of its promise the time before"
        );
    }

    [Test]
    public async Task Finance_is_good_at_everything_but_approval()
    {
        Assert.That(await _results.CalledAsync("FIN-ALL", Against.Target, Verdict.Worse), Is.EqualTo(new[] { "approval" }));
        Assert.That(await _results.CalledAsync("FIN-ALL", Against.Target, Verdict.Better), Has.Count.EqualTo(4));
        Assert.That(await _results.CalledAsync("FIN-ALL", Against.Before, Verdict.Worse), Is.Empty);
    }

    [Test]
    public async Task Facilities_miss_several_standards_without_a_change() =>
        Assert.That(
            (
                string.Join(' ', await _results.CalledAsync("FAC-ALL", Against.Target, Verdict.Worse)),
                await _results.VerdictAsync("FAC-ALL", Overall, Against.Before)
            ),
            Is.EqualTo(("information reporting waiting", Verdict.NoChange.Text()))
        );

    [Test]
    public async Task Two_that_serve_each_other_see_each_other_differently()
    {
        var (high, low) = ((await _results.MeansAsync("PRO-SAL", Overall))[^1], (await _results.MeansAsync("SAL-PRO", Overall))[^1]);

        Assert.That(high - low, Is.GreaterThan(0.8));
    }

    [Test]
    public async Task So_do_two_of_which_one_has_few_answers_and_is_told_in_words()
    {
        Assert.That((await _results.WordsAsync("SAL-MKT", Overall))[^1], Is.EqualTo(FigureWord.High));
        Assert.That((await _results.MeansAsync("MKT-SAL", Overall))[^1], Is.LessThan(3.5));
    }

    [Test]
    public async Task Two_relationships_stay_hidden_until_they_are_no_longer_asked_and_take_no_other_with_them()
    {
        var hidden = (await _results.HiddenRelationshipsAsync()).CountBy(code => code).ToDictionary();

        Assert.That(hidden, Is.EquivalentTo(new Dictionary<string, int> { ["PUR-AMB"] = 2, ["PUR-CLE"] = 2 }));
    }

    [Test]
    public async Task Comments_are_shown_in_five_languages_and_none_is_written_twice_in_a_wave()
    {
        foreach (var service in new[] { "IT-ALL", "HR-ALL", "FIN-ALL", "FAC-ALL" })
        {
            Assert.That(await _results.CommentLanguagesAsync(service), Is.EqualTo(new[] { "en", "et", "fi", "fr", "pl" }), service);
        }
        Assert.That(await _results.CountAsync("(select from comment group by wave_id, text having count(*) > 1) as twice"), Is.Zero);
    }
}
