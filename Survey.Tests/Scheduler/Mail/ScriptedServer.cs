using System.Diagnostics;
using System.Globalization;
using Survey.Tests.Support;

namespace Survey.Tests.Scheduler.Mail;

/// <summary>An aiosmtpd server that behaves as told; see smtp_server.py. It ends with the test.</summary>
public sealed class ScriptedServer : IDisposable
{
    private readonly Process _process;

    private ScriptedServer(Process process, string folder, int port) => (_process, Folder, Port) = (process, folder, port);

    /// <summary>Where the mails are.</summary>
    public string Folder { get; }

    public int Port { get; }

    public IReadOnlyList<ReceivedMail> Mails => ReceivedMail.In(Folder);

    public static ScriptedServer Start(params string[] behaviours)
    {
        var folder = Directory.CreateTempSubdirectory("survey-mail-").FullName;
        var process = Process.Start(
            new ProcessStartInfo(
                "/usr/bin/python3",
                [Path.Combine(Repository.Root, "Survey.Tests", "Scheduler", "Mail", "smtp_server.py"), folder, .. behaviours]
            )
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        process.ErrorDataReceived += (_, _) => { };
        var line = process.StandardOutput.ReadLine();
        if (line is null)
        {
            throw new InvalidOperationException(
                $"aiosmtpd did not start; install the package python3-aiosmtpd. {process.StandardError.ReadToEnd()}"
            );
        }
        process.BeginErrorReadLine();
        return new ScriptedServer(process, folder, int.Parse(line, CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
