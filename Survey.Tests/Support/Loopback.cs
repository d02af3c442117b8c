using System.Net;
using System.Net.Sockets;

namespace Survey.Tests.Support;

internal static class Loopback
{
    // Below the range from which Linux takes ports for outgoing connections: none of those takes the port before a program listens on it.
    private const int FirstPort = 12_000;
    private const int Ports = 18_000;

    private static int _next = Random.Shared.Next(Ports);

    /// <summary>A port that nobody listens on at this moment; each one once.</summary>
    public static int FreePort()
    {
        while (true)
        {
            var port = FirstPort + Interlocked.Increment(ref _next) % Ports;
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken.
            }
        }
    }

    public static bool Answers(int port)
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
}
