using System.Globalization;
using System.Text.RegularExpressions;
using Survey.Tests.Support;

namespace Survey.Tests.Bench;

/// <summary>Pages over many results: Survey.Api as a process of its own, database and load generator on the same machine.</summary>
[Category("Bench"), Explicit("Measures; see make bench.")]
public sealed partial class PagesBench
{
    private TestDatabase _test = null!;
    private HrPages _pages = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _test = await TestDatabase.CreateAsync();
        await LargeResults.MakeAsync(_test);
        _pages = await HrPages.StartAsync(_test);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _pages.Dispose();
        await _test.DisposeAsync();
    }

    /// <summary><c>cold_ms</c> is the time in which the page is made, <c>kb</c> its size.</summary>
    [Test]
    public async Task Pairs()
    {
        var cold = await _pages.FirstTimesAsync(["/pairs"]);
        var page = await _pages.GetAsync("/pairs");
        await MeasureAsync("pairs", "/pairs", [], [], ("cold_ms", cold.Single()), ("kb", page.Length / 1024.0));
    }

    /// <summary>Every relationship, in no order, after each was shown once; <c>cold_ms</c> is the median of that first time.</summary>
    [Test]
    public async Task Relationship()
    {
        using var folder = new TemporaryFolder();
        var codes = await new Organisation(_test.Database).ListAsync<string>("select code from relationship");
        var addresses = codes.Select(code => $"/relationships/{code}").ToList();
        await File.WriteAllLinesAsync(folder.File("addresses"), addresses);
        double[] cold = [.. (await _pages.FirstTimesAsync(addresses)).Order()];
        await MeasureAsync(
            "relationship",
            "/",
            ["-s", Path.Combine(Repository.Root, "Survey.Tests", "Bench", "relationships.lua")],
            ["--", folder.File("addresses")],
            ("pages", addresses.Count),
            ("cold_ms", cold[cold.Length / 2])
        );
    }

    /// <summary>16 connections for ten seconds, after two to warm up.</summary>
    /// <param name="script">Options of wrk before the address.</param>
    /// <param name="arguments">Of the script, after it.</param>
    private async Task MeasureAsync(
        string name,
        string address,
        string[] script,
        string[] arguments,
        params (string Key, double Value)[] more
    )
    {
        await LoadAsync(address, 2, script, arguments);
        var output = await LoadAsync(address, 10, script, arguments);
        Assert.That(output, Does.Not.Contain("Non-2xx"));
        Assert.That(output, Does.Not.Contain("Socket errors"));
        await BenchLine.WriteAsync(
            name,
            [
                ("per_second", Number(PerSecond(), output)),
                ("p50_ms", Milliseconds(Half(), output)),
                ("p99_ms", Milliseconds(Most(), output)),
                .. more,
            ]
        );
    }

    private Task<string> LoadAsync(string address, int seconds, string[] script, string[] arguments) =>
        OtherProgram.RunAsync(
            "wrk",
            [
                "-t2",
                "-c16",
                $"-d{seconds}s",
                "--latency",
                "-H",
                $"Cookie: {_pages.Cookie}",
                .. script,
                new Uri(_pages.Address, address).ToString(),
                .. arguments,
            ]
        );

    private static double Number(Regex figure, string output) =>
        double.Parse(figure.Match(output).Groups[1].Value, CultureInfo.InvariantCulture);

    private static double Milliseconds(Regex figure, string output) =>
        Number(figure, output)
        * figure.Match(output).Groups[2].Value switch
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
