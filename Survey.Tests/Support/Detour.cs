using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Survey.Tests.Support;

/// <summary>A way to the database that a test can cut and mend.</summary>
public sealed class Detour : IAsyncDisposable
{
    private readonly NpgsqlConnectionStringBuilder _to;
    private readonly ConcurrentBag<TcpClient> _open = [];
    private readonly int _port;
    private TcpListener _entrance;
    private Task _passing;

    public Detour(string connectionString)
    {
        _to = new NpgsqlConnectionStringBuilder(connectionString);
        _entrance = new TcpListener(IPAddress.Loopback, 0);
        _entrance.Start();
        _port = ((IPEndPoint)_entrance.LocalEndpoint).Port;
        _passing = PassAsync(_entrance);
    }

    public string ConnectionString =>
        new NpgsqlConnectionStringBuilder(_to.ConnectionString) { Host = "127.0.0.1", Port = _port, Timeout = 5 }.ConnectionString;

    /// <summary>From now on nobody gets through, and whoever was through is cut off.</summary>
    public async Task CutAsync()
    {
        _entrance.Stop();
        await _passing;
        while (_open.TryTake(out var client))
        {
            client.Dispose();
        }
    }

    public void Mend()
    {
        _entrance = new TcpListener(IPAddress.Loopback, _port);
        _entrance.Start();
        _passing = PassAsync(_entrance);
    }

    public async ValueTask DisposeAsync() => await CutAsync();

    private async Task PassAsync(TcpListener entrance)
    {
        try
        {
            while (true)
            {
                var (near, far) = (await entrance.AcceptTcpClientAsync(), new TcpClient());
                _open.Add(near);
                _open.Add(far);
                await far.ConnectAsync(_to.Host!, _to.Port);
                _ = CopyAsync(near, far);
                _ = CopyAsync(far, near);
            }
        }
        catch (Exception problem) when (problem is SocketException or ObjectDisposedException)
        {
            // Cut.
        }
    }

    private static async Task CopyAsync(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream());
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut.
        }
        to.Dispose();
    }
}
