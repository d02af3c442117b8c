using System.Net;
using System.Text;
using Survey.Api.Limits;

namespace Survey.Api.SignIn;

/// <summary>Limits on asking for links: a burst, refilled within 15 minutes. Addresses are kept as hashes, in memory only.</summary>
internal sealed class SignInLimits(TimeProvider time)
{
    private const int PerAddress = 3;

    // An office may share one address on the network.
    private const int PerClient = 30;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private readonly Throttle _addresses = new(PerAddress, Window / PerAddress, time);

    // Who opens a link in another browser may mistype the address.
    private const int PerLink = 10;

    private readonly Throttle _links = new(PerLink, Window / PerLink, time);
    private readonly Throttle _clients = new(PerClient, Window / PerClient, time);

    public bool AllowsAddress(string email) => _addresses.Take(Encoding.UTF8.GetBytes(email.ToLowerInvariant())) is null;

    /// <summary>For an address entered for a link. Null: allowed now. Else the time to wait.</summary>
    public TimeSpan? LinkWaits(Guid signIn) => _links.Take(signIn.ToByteArray());

    /// <returns>Null: allowed now. Else the time to wait.</returns>
    public TimeSpan? ClientWaits(IPAddress? client) => _clients.Take(ClientNetwork.Of(client));
}
