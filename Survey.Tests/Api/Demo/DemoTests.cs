using Survey.Api.Demo;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Demo;

public sealed class DemoTests
{
    private TestDatabase _test = null!;
    private DemoResults _results = null!;

    [SetUp]
    public async Task CreateAsync()
    {
        _test = await TestDatabase.CreateAsync();
        _results = new DemoResults(_test.Database);
    }

    [TearDown]
    public ValueTask DropAsync() => _test.DisposeAsync();

    [Test]
    public async Task The_demo_goes_into_an_empty_database_only()
    {
        await new Organisation(_test.Database).UnitAsync("ROOT");

        var refused = await CommandRun.OnAsync(_test.ConnectionString, "demo");
        var quiet = await CommandRun.OnAsync(_test.ConnectionString, "demo", "--if-empty");

        Assert.That(refused.Status, Is.EqualTo(1));
        Assert.That(refused.Error, Does.Contain("empty"));
        Assert.That((quiet.Status, quiet.Output), Is.EqualTo((0, "")));
        Assert.That(await _results.CountAsync("unit"), Is.EqualTo(1));
    }

    [Test]
    public async Task An_interrupted_load_is_finished_by_the_next_with_the_calendar_it_was_begun_with()
    {
        var begun = new DateTimeOffset(2026, 3, 31, 20, 0, 0, TimeSpan.Zero);
        using var interruption = new CancellationTokenSource();
        var load = DemoLoader.LoadAsync(_test.Database, TestFigureKey.Key, begun, interruption.Token);
        await Wait.UntilAsync(async () => await _results.CountAsync("answered") >= 40);
        await interruption.CancelAsync();
        Assert.That(async () => await load, Throws.InstanceOf<OperationCanceledException>());

        var again = await CommandRun.OnAsync(_test.ConnectionString, "demo");

        Assert.That((again.Status, again.Error), Is.EqualTo((0, "")));
        Assert.That(await _results.CountAsync("wave where state = 'sealed' and closed_at < '2026-04-01'"), Is.EqualTo(8));
        Assert.That(await _results.CountAsync("(select from comment group by wave_id, text having count(*) > 1) as twice"), Is.Zero);
        Assert.That(await _results.CountAsync("person"), Is.EqualTo(240));
    }
}
