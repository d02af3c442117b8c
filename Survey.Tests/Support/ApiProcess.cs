using System.Diagnostics;
using System.Globalization;

namespace Survey.Tests.Support;

/// <summary>The built Survey.Api serving in a process of its own, which a test may kill.</summary>
public sealed class ApiProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private ApiProcess(Process process, Uri address)
    {
        (_process, Address) = (process, address);
        (_output, _error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
    }

    public Uri Address { get; }

    /// <summary>Its tokens are made with <see cref="ApiServer.TokenKey"/>. Returns when it answers.</summary>
    public static async Task<ApiProcess> StartAsync(string connectionString, params (string Name, string Value)[] settings)
    {
        var address = new Uri($"http://127.0.0.1:{Loopback.FreePort()}");
        var environment = settings
            .Prepend(("Site__DrainSeconds", "0"))
            .Append(("Site__TokenKey", ApiServer.TokenKeySetting))
            .Append(("Privacy__FigureKey", TestFigureKey.Setting))
            .Append(("URLS", address.ToString()))
            .GroupBy(setting => setting.Item1)
            .ToDictionary(setting => setting.Key, setting => setting.Last().Item2);
        var api = new ApiProcess(CommandRun.Start(connectionString, environment), address);
        using var client = new HttpClient { BaseAddress = address };
        await Wait.UntilAsync(async () => api._process.HasExited || await AnswersAsync(client));
        Assert.That(api._process.HasExited, Is.False, "Survey.Api does not start.");
        return api;
    }

    /// <summary>The memory it holds now, in MB.</summary>
    public double Megabytes()
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1000;
    }

    /// <summary>What it has used of the processors since it started.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>As a service manager asks it to stop.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    public void Kill() => _process.Kill(entireProcessTree: true);

    /// <returns>Its exit status and everything it wrote.</returns>
    public async Task<(int Exit, string Text)> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return (_process.ExitCode, await _output + await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }
        _process.Dispose();
    }

    private static async Task<bool> AnswersAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync("/health/live");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
