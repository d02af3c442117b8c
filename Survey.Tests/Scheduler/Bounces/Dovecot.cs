using System.Diagnostics;
using System.Globalization;
using Survey.Scheduler.Bounces;
using Survey.Scheduler.Mail;
using Survey.Tests.Support;

namespace Survey.Tests.Scheduler.Bounces;

/// <summary>A real Dovecot of its own; see dovecot.sh. It ends with the test.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal sealed class Dovecot : IDisposable
{
    private readonly string _folder;

    private Dovecot(string folder, int port) => (_folder, Port) = (folder, port);

    public int Port { get; }

    public BounceImapOptions Options =>
        new()
        {
            Host = "127.0.0.1",
            Port = Port,
            Security = MailSecurity.None,
            User = "bounces",
            Password = "right",
        };

    /// <summary>Seen (S) and flagged (F), as the maildir has them, of every mail in the order of delivery.</summary>
    public IReadOnlyList<string> Flags =>
        [
            .. Directory
                .GetFiles(Box("cur"))
                .Concat(Directory.GetFiles(Box("new")))
                .Select(Path.GetFileName)
                .OfType<string>()
                .Order(StringComparer.Ordinal)
                .Select(name => name.Contains(":2,", StringComparison.Ordinal) ? name.Split(":2,")[1] : ""),
        ];

    /// <param name="capabilities">What the server says it can do; null: as it is.</param>
    public static Dovecot Start(string? capabilities = null)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"survey-dovecot-{Guid.NewGuid():n}");
        return new Dovecot(folder, int.Parse(Run("start", folder, capabilities ?? ""), CultureInfo.InvariantCulture));
    }

    /// <summary>As a mail server does it: a mail appears in new/ at once and whole.</summary>
    public async Task DeliverAsync(string name, byte[] mail)
    {
        await File.WriteAllBytesAsync(Path.Combine(Box("tmp"), name), mail);
        File.SetUnixFileMode(Path.Combine(Box("tmp"), name), (UnixFileMode)0b110_110_110);
        File.Move(Path.Combine(Box("tmp"), name), Path.Combine(Box("new"), name));
    }

    public void Dispose() => Run("stop", _folder);

    private string Box(string name) => Path.Combine(_folder, "mail", name);

    private static string Run(params string[] arguments)
    {
        var script = Path.Combine(Repository.Root, "Survey.Tests", "Scheduler", "Bounces", "dovecot.sh");
        var start = new ProcessStartInfo(script, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadLine();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output ?? ""
            : throw new InvalidOperationException($"Dovecot for the tests: {process.StandardError.ReadToEnd()}");
    }
}
