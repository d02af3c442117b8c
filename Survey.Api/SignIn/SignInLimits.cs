using System.Net;
using System.Threading.RateLimiting;
using Survey.Api.Shared;

namespace Survey.Api.SignIn;

/// <summary>How often a link may be asked for. The addresses stay in memory and are forgotten after the window.</summary>
internal sealed class SignInLimits : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private readonly PartitionedRateLimiter<string> _addresses = Limiter(3);

    // An office may share one address on the network.
    private readonly PartitionedRateLimiter<string> _clients = Limiter(30);

    public bool AllowsAddress(string email) => Allows(_addresses, email.ToLowerInvariant());

    public bool AllowsClient(IPAddress? client) => Allows(_clients, Convert.ToHexString(ClientNetwork.Of(client)));

    public void Dispose()
    {
        _addresses.Dispose();
        _clients.Dispose();
    }

    private static bool Allows(PartitionedRateLimiter<string> limiter, string key)
    {
        using var lease = limiter.AttemptAcquire(key);
        return lease.IsAcquired;
    }

    private static PartitionedRateLimiter<string> Limiter(int permits) => PartitionedRateLimiter.Create<string, string>(key =>
        RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = Window }));
}
