using System.Diagnostics;
using Survey.Api;

namespace Survey.Tests.Support;

/// <summary>What a command of Survey.Api did.</summary>
public sealed record CommandRun(int Status, string Output, string Error)
{
    /// <summary>Runs a command in this process on a database.</summary>
    public static async Task<CommandRun> OnAsync(string connectionString, params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var status = await ApiCommandLine.RunAsync(
            [.. args, "--ConnectionStrings:Survey=" + connectionString, "--Privacy:FigureKey=" + TestFigureKey.Setting],
            output,
            error,
            default
        );
        return new CommandRun(status, output.ToString().Trim(), error.ToString().Trim());
    }

    /// <summary>Starts a command in a process of its own.</summary>
    public static Process Start(string connectionString, IReadOnlyDictionary<string, string> environment, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Survey.Api.dll"));
        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }
        start.Environment["ConnectionStrings__Survey"] = connectionString;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }
        return Process.Start(start)!;
    }
}
