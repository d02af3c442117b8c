using System.Diagnostics;
using System.Net;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Respond;

/// <summary>Nothing that the programs send to the database arrives, and nobody says so.</summary>
public sealed class VanishTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private RespondSite _site = null!;
    private Detour _way = null!;
    private ApiServer _api = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _site = await RespondSite.StartAsync();
        _way = new Detour(_site.Api.Test.ConnectionString);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _way.EndSwallowingAsync();
        await _api.DisposeAsync();
        await _way.DisposeAsync();
        await _site.DisposeAsync();
    }

    [TestCase("")]
    [TestCase(";SSL Mode=Disable")]
    public async Task Nobody_waits_for_more_than_fifteen_seconds_and_what_was_entered_is_kept(string more)
    {
        _api = ApiServer.Start(_site.Api.Test, ("ConnectionStrings:Survey", _way.ConnectionString + more));
        var tokens = Enumerable.Range(0, 20).Select(_ => RespondSite.Token(_site.Next())).ToList();
        var hr = await _api.ClientOfAsync("hr1@example.org", "hr");
        // Connections that were used before are the ones that nobody knows to be dead.
        await Task.WhenAll(tokens.Select(token => _api.Client.GetStringAsync($"/r/{token}")).Append(hr.GetStringAsync("/programme/waves")));
        _way.Swallow();

        var waits = await Task.WhenAll([
            .. tokens.Select(token => TimeAsync(() => PostAsync(token))),
            .. tokens.Take(3).Select(token => TimeAsync(() => _api.Client.GetAsync($"/r/{token}"))),
            TimeAsync(() => hr.GetAsync("/programme/waves")),
        ]);
        var later = await Task.WhenAll(tokens.Take(5).Select(token => TimeAsync(() => PostAsync(token))));

        TestContext.Out.WriteLine(string.Join(' ', waits.Concat(later).Select(wait => $"{wait.Time.TotalSeconds:0.0}")));
        Assert.Multiple(() =>
        {
            Assert.That(waits.Concat(later).Select(wait => wait.Status), Is.All.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(waits.Concat(later).Select(wait => wait.Time), Is.All.LessThan(Patience));
            Assert.That(waits.Take(20).Select(wait => wait.Text), Is.All.Contains("kept words"));
        });
    }

    private Task<HttpResponseMessage> PostAsync(string token) =>
        _api.Client.PostAsync(
            $"/r/{token}",
            new FormUrlEncodedContent([
                KeyValuePair.Create("IT-ALL.overall", "4"),
                KeyValuePair.Create("IT-ALL.comment", "kept words"),
                KeyValuePair.Create("confirm", "1"),
            ])
        );

    private static async Task<(HttpStatusCode Status, TimeSpan Time, string Text)> TimeAsync(Func<Task<HttpResponseMessage>> request)
    {
        var clock = Stopwatch.StartNew();
        using var answer = await request();
        return (answer.StatusCode, clock.Elapsed, await answer.Content.ReadAsStringAsync());
    }
}
