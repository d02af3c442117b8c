using System.Net;
using System.Text;
using Survey.Api.Shared;

namespace Survey.Api.SignIn;

/// <summary>How often a link may be asked for: so often at once, and as often again within a quarter of an hour. Addresses are only hashed, in memory.</summary>
internal sealed class SignInLimits(TimeProvider time)
{
    private const int PerAddress = 3;

    // An office may share one address on the network.
    private const int PerClient = 30;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private readonly Throttle _addresses = new(PerAddress, Window / PerAddress, time);

    // Who opens a link elsewhere may mistype the address.
    private const int PerLink = 10;

    private readonly Throttle _links = new(PerLink, Window / PerLink, time);
    private readonly Throttle _clients = new(PerClient, Window / PerClient, time);

    public bool AllowsAddress(string email) => _addresses.Take(Encoding.UTF8.GetBytes(email.ToLowerInvariant())) is null;

    /// <summary>Tries of addresses for a link.</summary>
    /// <returns>Null: one may be tried now. Else how long to wait.</returns>
    public TimeSpan? LinkWaits(Guid signIn) => _links.Take(signIn.ToByteArray());

    /// <returns>Null: it may ask now. Else how long it has to wait.</returns>
    public TimeSpan? ClientWaits(IPAddress? client) => _clients.Take(ClientNetwork.Of(client));
}
