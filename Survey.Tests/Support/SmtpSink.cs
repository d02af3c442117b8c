using System.Diagnostics;

namespace Survey.Tests.Support;

/// <summary>Postfix's own sink, which takes every mail and keeps none. It ends with the test.</summary>
internal sealed class SmtpSink : IDisposable
{
    private readonly Process _process;

    private SmtpSink(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public static async Task<SmtpSink> StartAsync()
    {
        var port = Loopback.FreePort();
        string[] user = Environment.IsPrivilegedProcess ? ["-u", "nobody"] : [];
        var sink = Process.Start("/usr/sbin/smtp-sink", [.. user, "-4", $"127.0.0.1:{port}", "100"]);
        await Wait.UntilAsync(() => sink.HasExited || Loopback.Answers(port));
        Assert.That(sink.HasExited, Is.False, "smtp-sink does not start.");
        return new SmtpSink(sink, port);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}
