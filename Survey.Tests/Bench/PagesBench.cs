using System.Globalization;
using System.Text.RegularExpressions;
using Survey.Db;
using Survey.Db.Sessions;
using Survey.Db.Tokens;
using Survey.Tests.Support;

namespace Survey.Tests.Bench;

/// <summary>Pages over many results: Survey.Api as a process of its own, database and load generator on the same machine.</summary>
[Category("Bench"), Explicit("Measures; see make bench.")]
public sealed partial class PagesBench
{
    private TestDatabase _test = null!;
    private ApiProcess _api = null!;
    private string _cookie = "";

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _test = await TestDatabase.CreateAsync();
        await LargeResults.MakeAsync(_test);
        _api = await ApiProcess.StartAsync(_test.ConnectionString);
        await using var connection = await _test.Database.OpenAsync();
        await connection.RunAsync("insert into role_grant (email, role, granted_at) values ('hr@example.org', 'hr', '2026-01-01')", null, default);
        var session = await BrowserSessions.StartAsync(connection, "hr@example.org", DateTimeOffset.UtcNow, default);
        _cookie = $"survey-session={ApiServer.TokenKey.Make(TokenPurpose.Session, session)}";
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _api.Dispose();
        await _test.DisposeAsync();
    }

    [Test]
    public Task Pairs() => MeasureAsync("pairs", "/pairs");

    /// <summary>16 connections for ten seconds, after two to warm up.</summary>
    private async Task MeasureAsync(string name, string address)
    {
        await LoadAsync(address, 2);
        var output = await LoadAsync(address, 10);
        Assert.That(output, Does.Not.Contain("Non-2xx"));
        Assert.That(output, Does.Not.Contain("Socket errors"));
        await BenchLine.WriteAsync(name,
            ("per_second", Number(PerSecond(), output)), ("p50_ms", Milliseconds(Half(), output)), ("p99_ms", Milliseconds(Most(), output)));
    }

    private Task<string> LoadAsync(string address, int seconds) => OtherProgram.RunAsync(
        "wrk", ["-t2", "-c16", $"-d{seconds}s", "--latency", "-H", $"Cookie: {_cookie}", new Uri(_api.Address, address).ToString()]);

    private static double Number(Regex figure, string output) => double.Parse(figure.Match(output).Groups[1].Value, CultureInfo.InvariantCulture);

    private static double Milliseconds(Regex figure, string output) => Number(figure, output) * figure.Match(output).Groups[2].Value switch
    {
        "us" => 0.001,
        "ms" => 1,
        _ => 1000,
    };

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex PerSecond();

    [GeneratedRegex(@"50%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex Half();

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex Most();
}
