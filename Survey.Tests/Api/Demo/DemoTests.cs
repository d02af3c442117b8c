using Survey.Db;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Demo;

public sealed class DemoTests
{
    private TestDatabase _test = null!;

    [SetUp]
    public async Task CreateAsync() => _test = await TestDatabase.CreateAsync();

    [TearDown]
    public ValueTask DropAsync() => _test.DisposeAsync();

    [Test]
    public async Task The_demo_has_eight_sealed_waves_with_figures()
    {
        var run = await CommandRun.OnAsync(_test.ConnectionString, "demo");

        Assert.That(run.Status, Is.Zero, run.Error);
        Assert.That(await CountAsync("wave where state = 'sealed'"), Is.EqualTo(8));
        Assert.That(await CountAsync("relationship"), Is.EqualTo(33));
        Assert.That(await CountAsync("published_figure where item = 'overall' and shown = 'yes' and n >= 10"), Is.GreaterThan(40));
        Assert.That(await CountAsync("message where state <> 'sent'"), Is.Zero, "nothing of the past is mailed");
    }

    [Test]
    public async Task The_demo_goes_into_an_empty_database_only()
    {
        await new Organisation(_test.Database).UnitAsync("ROOT");

        var refused = await CommandRun.OnAsync(_test.ConnectionString, "demo");
        var quiet = await CommandRun.OnAsync(_test.ConnectionString, "demo", "--if-empty");

        Assert.That(refused.Status, Is.EqualTo(1));
        Assert.That(refused.Error, Does.Contain("empty"));
        Assert.That((quiet.Status, quiet.Output), Is.EqualTo((0, "")));
        Assert.That(await CountAsync("unit"), Is.EqualTo(1));
    }

    [Test]
    public async Task An_interrupted_load_is_finished_by_the_next()
    {
        await CommandRun.OnAsync(_test.ConnectionString, "demo");
        var whole = await CountAsync("response");
        await using (var connection = await _test.Database.OpenAsync())
        {
            await connection.RunAsync("delete from audit_log where action = 'demo finished'", null, default);
        }

        var again = await CommandRun.OnAsync(_test.ConnectionString, "demo");

        Assert.That(again.Status, Is.Zero, again.Error);
        Assert.That(await CountAsync("response"), Is.EqualTo(whole));
        Assert.That(await CountAsync("wave where state = 'sealed'"), Is.EqualTo(8));
    }

    private async Task<int> CountAsync(string what)
    {
        await using var connection = await _test.Database.OpenAsync();
        return await connection.OneAsync<int>($"select count(*)::int from {what}", null, default);
    }
}
