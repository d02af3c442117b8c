using System.Diagnostics;

namespace Survey.Tests.Support;

/// <summary>The built Survey.Scheduler, run as a process from some other folder, with its settings in the environment.</summary>
public sealed class SchedulerProcess : IDisposable
{
    public const string TokenKey = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private readonly Process _process;

    private SchedulerProcess(Process process) => _process = process;

    public int Id => _process.Id;

    /// <param name="settings">Environment variables, such as <c>("Mail__Directory", folder)</c>.</param>
    public static SchedulerProcess Start(TestDatabase test, string[] arguments, params (string Name, string Value)[] settings) =>
        Start(test.ConnectionString, arguments, settings);

    /// <inheritdoc cref="Start(TestDatabase, string[], ValueTuple{string, string}[])"/>
    public static SchedulerProcess Start(string connectionString, string[] arguments, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Survey.Scheduler.dll") },
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ConnectionStrings__Survey"] = connectionString,
                ["Site__TokenKey"] = TokenKey,
                ["Privacy__FigureKey"] = TestFigureKey.Setting,
                ["Mail__Directory"] = Path.Combine(Path.GetTempPath(), $"mail-{connectionString.GetHashCode(StringComparison.Ordinal)}"),
            },
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }
        Array.ForEach(arguments, start.ArgumentList.Add);
        return new SchedulerProcess(Process.Start(start)!);
    }

    /// <summary>Runs it to its end with something on its standard input.</summary>
    public static async Task<(int Exit, string Output, string Error)> RunAsync(
        TestDatabase test,
        string input,
        string[] arguments,
        params (string Name, string Value)[] settings
    )
    {
        using var scheduler = Start(test, arguments, settings);
        try
        {
            await scheduler._process.StandardInput.WriteAsync(input);
            scheduler._process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading.
        }
        return await scheduler.EndAsync();
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int Exit, string Output, string Error)> RunAsync(
        TestDatabase test,
        string[] arguments,
        params (string Name, string Value)[] settings
    )
    {
        using var scheduler = Start(test, arguments, settings);
        return await scheduler.EndAsync();
    }

    public async Task<(int Exit, string Output, string Error)> EndAsync()
    {
        var output = _process.StandardOutput.ReadToEndAsync();
        var error = _process.StandardError.ReadToEndAsync();
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(120));
        return (_process.ExitCode, await output, await error);
    }

    /// <summary>Asks it to stop, as a service manager does.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    public void Kill() => _process.Kill(entireProcessTree: true);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }
        _process.Dispose();
    }
}
