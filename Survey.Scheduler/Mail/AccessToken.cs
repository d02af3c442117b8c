using System.ComponentModel;
using System.Diagnostics;

namespace Survey.Scheduler.Mail;

/// <summary>Gets access tokens for XOAUTH2: runs Mail:TokenCommand in the shell.</summary>
internal static class AccessToken
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <exception cref="SmtpFault">The command failed or printed nothing.</exception>
    public static async Task<string> ReadAsync(string command)
    {
        using var limit = new CancellationTokenSource(Timeout);
        using var process = new Process { StartInfo = new("/bin/sh", ["-c", command]) { RedirectStandardOutput = true } };
        try
        {
            process.Start();
            var token = (await process.StandardOutput.ReadToEndAsync(limit.Token)).Trim();
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0 && token.Length > 0
                ? token
                : throw new SmtpFault(
                    $"Mail:TokenCommand ended with status {process.ExitCode} and printed {(token.Length > 0 ? "something" : "nothing")}.",
                    needsSomebody: true
                );
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new SmtpFault($"Mail:TokenCommand took longer than {Timeout.TotalSeconds:0} s.", needsSomebody: true);
        }
        catch (Win32Exception problem)
        {
            throw new SmtpFault($"Mail:TokenCommand can't be run: {problem.Message}", needsSomebody: true);
        }
    }
}
