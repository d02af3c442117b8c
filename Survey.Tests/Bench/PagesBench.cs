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
    public Task Pairs() => MeasureAsync("pairs", "/pairs", [], []);

    /// <summary>Every relationship, in no order, after each was shown once; <c>cold_ms</c> is the median of that first time.</summary>
    [Test]
    public async Task Relationship()
    {
        using var folder = new TemporaryFolder();
        var codes = await new Organisation(_test.Database).ListAsync<string>("select code from relationship");
        var addresses = codes.Select(code => $"/relationships/{code}").ToList();
        await File.WriteAllLinesAsync(folder.File("addresses"), addresses);
        var cold = await FirstTimesAsync(addresses);
        await MeasureAsync(
            "relationship", "/", ["-s", Path.Combine(Repository.Root, "Survey.Tests", "Bench", "relationships.lua")], ["--", folder.File("addresses")],
            ("pages", addresses.Count), ("cold_ms", cold[cold.Count / 2]));
    }

    /// <summary>16 connections for ten seconds, after two to warm up.</summary>
    /// <param name="script">Options of wrk before the address.</param>
    /// <param name="arguments">Of the script, after it.</param>
    private async Task MeasureAsync(string name, string address, string[] script, string[] arguments, params (string Key, double Value)[] more)
    {
        await LoadAsync(address, 2, script, arguments);
        var output = await LoadAsync(address, 10, script, arguments);
        Assert.That(output, Does.Not.Contain("Non-2xx"));
        Assert.That(output, Does.Not.Contain("Socket errors"));
        await BenchLine.WriteAsync(name,
            [("per_second", Number(PerSecond(), output)), ("p50_ms", Milliseconds(Half(), output)), ("p99_ms", Milliseconds(Most(), output)), .. more]);
    }

    /// <returns>Milliseconds that each page took when nobody had asked for it before, in order of size.</returns>
    private async Task<IReadOnlyList<double>> FirstTimesAsync(IReadOnlyList<string> addresses)
    {
        using var client = new HttpClient { BaseAddress = _api.Address };
        client.DefaultRequestHeaders.Add("Cookie", _cookie);
        var times = new List<double>();
        foreach (var address in addresses)
        {
            times.Add(1000 * await BenchLine.SecondsAsync(() => client.GetStringAsync(address)));
        }
        return [.. times.Order()];
    }

    private Task<string> LoadAsync(string address, int seconds, string[] script, string[] arguments) => OtherProgram.RunAsync(
        "wrk", ["-t2", "-c16", $"-d{seconds}s", "--latency", "-H", $"Cookie: {_cookie}", .. script, new Uri(_api.Address, address).ToString(), .. arguments]);

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
