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
    private volatile bool _isSwallowing;

    public Detour(string connectionString)
    {
        _to = new NpgsqlConnectionStringBuilder(connectionString);
        _port = Loopback.FreePort();
        _entrance = new TcpListener(IPAddress.Loopback, _port);
        _entrance.Start();
        _passing = PassAsync(_entrance);
    }

    public string ConnectionString =>
        new NpgsqlConnectionStringBuilder(_to.ConnectionString) { Host = "127.0.0.1", Port = _port }.ConnectionString;

    /// <summary>Refuses new connections and cuts the present ones.</summary>
    public async Task CutAsync()
    {
        _entrance.Stop();
        await _passing;
        while (_open.TryTake(out var client))
        {
            client.Dispose();
        }
    }

    /// <summary>
    /// From now on all bytes are dropped in both directions: connections stay open, new ones are accepted, and nothing arrives.
    /// </summary>
    public void Swallow() => _isSwallowing = true;

    /// <summary>The way is as it was; connections on which something was swallowed are cut.</summary>
    public async Task EndSwallowingAsync()
    {
        await CutAsync();
        _isSwallowing = false;
        Mend();
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
                if (_isSwallowing)
                {
                    continue;
                }
                await far.ConnectAsync(_to.Host!, _to.Port);
                _ = CopyAsync(near, far);
                _ = CopyAsync(far, near);
            }
        }
        catch (Exception problem) when (problem is SocketException or InvalidOperationException)
        {
            // Cut.
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to)
    {
        try
        {
            var buffer = new byte[65536];
            while (await from.GetStream().ReadAsync(buffer) is > 0 and var count)
            {
                if (!_isSwallowing)
                {
                    await to.GetStream().WriteAsync(buffer.AsMemory(0, count));
                }
            }
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut.
        }
        to.Dispose();
    }
}
