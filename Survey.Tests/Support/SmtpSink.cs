using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Survey.Tests.Support;

/// <summary>Postfix's own sink, which takes every mail and keeps none. It ends with the test.</summary>
internal sealed class SmtpSink : IDisposable
{
    private readonly Process _process;

    private SmtpSink(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public static SmtpSink Start()
    {
        var port = FreePort();
        string[] user = Environment.IsPrivilegedProcess ? ["-u", "nobody"] : [];
        var sink = Process.Start("/usr/sbin/smtp-sink", [.. user, "-4", $"127.0.0.1:{port}", "100"]);
        for (var tries = 0; tries < 100 && !Answers(port); tries++)
        {
            Thread.Sleep(50);
        }
        return new SmtpSink(sink, port);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    private static bool Answers(int port)
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
