using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Survey.Tests.Support;

namespace Survey.Tests.Scheduler.Mail;

/// <summary>A real Postfix of its own; see postfix.sh. It ends with the fixture.</summary>
public sealed class Postfix : IDisposable
{
    private readonly string _folder;

    private Postfix(string folder, int[] ports)
    {
        _folder = folder;
        (StartTlsPort, TlsPort) = (ports[0], ports[1]);
        AuthorityFile = Path.Combine(folder, "etc", "ca.pem");
        Authority = [X509CertificateLoader.LoadCertificateFromFile(AuthorityFile)];
    }

    public int StartTlsPort { get; }

    public int TlsPort { get; }

    /// <summary>The same as a file, for programs that are told by SSL_CERT_FILE whom to trust.</summary>
    public string AuthorityFile { get; }

    /// <summary>Signed the server's certificate, which is for "localhost".</summary>
    public X509Certificate2Collection Authority { get; }

    /// <summary>The maildir of everybody.</summary>
    public string Maildir => Path.Combine(_folder, "mail", "all");

    public string Log => File.ReadAllText(Path.Combine(_folder, "log", "postfix.log"));

    private string Box => Path.Combine(Maildir, "new");

    /// <param name="bounces">The command to which what comes back is piped; null: it lands in <see cref="Maildir"/>.</param>
    public static Postfix Start(string bounces = "")
    {
        var folder = Path.Combine(Path.GetTempPath(), $"survey-postfix-{Guid.NewGuid():n}");
        var ports = Run("start", folder, bounces).Split(' ').Select(port => int.Parse(port, CultureInfo.InvariantCulture));
        return new Postfix(folder, [.. ports]);
    }

    /// <summary>Ends the greylisting of grey@example.org.</summary>
    public void Allow(string address) => Run("allow", _folder, address);

    /// <summary>The delivered mail with that Message-ID, once it is there.</summary>
    public async Task<ReceivedMail> DeliveredAsync(string messageId)
    {
        ReceivedMail? found = null;
        await Wait.UntilAsync(() =>
        {
            found = Directory.Exists(Box) ? ReceivedMail.In(Box, "*").FirstOrDefault(mail => mail.MessageId == messageId) : null;
            return found is not null;
        });
        return found!;
    }

    /// <summary>What was delivered, once there are so many.</summary>
    public Task<IReadOnlyList<ReceivedMail>> DeliveredAsync(int count) => InAsync(Box, count);

    /// <summary>The copies of what came back and was piped, once there is one.</summary>
    public Task<IReadOnlyList<ReceivedMail>> KeptAsync() => InAsync(Path.Combine(_folder, "kept", "new"), 1);

    public void Dispose() => Run("stop", _folder);

    private static async Task<IReadOnlyList<ReceivedMail>> InAsync(string box, int count)
    {
        await Wait.UntilAsync(() => Directory.Exists(box) && Directory.GetFiles(box).Length >= count);
        return ReceivedMail.In(box, "*");
    }

    private static string Run(params string[] arguments)
    {
        var script = Path.Combine(Repository.Root, "Survey.Tests", "Scheduler", "Mail", "postfix.sh");
        using var process = Process.Start(
            new ProcessStartInfo(script, arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        var output = arguments[0] == "start" ? process.StandardOutput.ReadLine() : null;
        process.WaitForExit();
        return process.ExitCode == 0
            ? output ?? ""
            : throw new InvalidOperationException($"Postfix for the tests: {process.StandardError.ReadToEnd()}");
    }
}
