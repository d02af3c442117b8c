using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace Survey.Reports.Pdf;

/// <summary>Starts the browser, as isolated as the system allows.</summary>
internal sealed partial class ChromiumStart(string chromium, ILogger logger)
{
    private const string Account = "nobody";

    private static readonly string[] Arguments =
    [
        "--headless",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-extensions",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "--font-render-hinting=none",
    ];

    /// <summary>With the sandbox, which Chromium lacks for root: then as an unprivileged account. Without as the last resort.</summary>
    /// <exception cref="PrintingException">The browser does not start.</exception>
    public async Task<IBrowser> StartAsync(IPlaywright playwright)
    {
        try
        {
            return Environment.UserName == "root"
                ? await LaunchAsNobodyAsync(playwright)
                : await LaunchAsync(playwright, chromium, sandbox: true);
        }
        catch (Exception problem) when (problem is PlaywrightException or IOException)
        {
            LogNoSandbox(problem);
        }
        try
        {
            return await LaunchAsync(playwright, chromium, sandbox: false);
        }
        catch (PlaywrightException problem)
        {
            throw new PrintingException($"Chromium ({chromium}) does not start: {problem.Message.Split('\n')[0]}", problem);
        }
    }

    private static Task<IBrowser> LaunchAsync(IPlaywright playwright, string program, bool sandbox) =>
        playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = program,
                ChromiumSandbox = sandbox,
                Args = Arguments,
                Timeout = 30_000,
            }
        );

    private async Task<IBrowser> LaunchAsNobodyAsync(IPlaywright playwright)
    {
        var folder = Directory.CreateTempSubdirectory("survey-chromium-");
        try
        {
            return await LaunchAsync(playwright, await WrapperAsync(folder.FullName), sandbox: true);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The script starts the browser as the account and gives the account the profile folder.</summary>
    private async Task<string> WrapperAsync(string folder)
    {
        var script = Path.Combine(folder, "start");
        await File.WriteAllTextAsync(
            script,
            $"""
            #!/bin/sh
            for argument; do
              case $argument in --user-data-dir=*)
                HOME=$(printf %s "$argument" | cut -d= -f2-); export HOME; chown -R {Account} "$HOME" || exit 1 ;;
              esac
            done
            exec runuser -u {Account} -- '{chromium.Replace("'", "'\\''", StringComparison.Ordinal)}' "$@"

            """
        );
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        return script;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Chromium did not start with its sandbox; printing goes on without it.")]
    private partial void LogNoSandbox(Exception problem);
}
