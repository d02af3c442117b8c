using System.Net;
using System.Net.Sockets;

namespace Survey.Api.Shared;

internal static class ClientNetwork
{
    /// <summary>The address for IPv4, the first 64 bits for IPv6, of which one customer of a provider has all; empty when it is not known.</summary>
    public static byte[] Of(IPAddress? client) =>
        client switch
        {
            null => [],
            { AddressFamily: AddressFamily.InterNetwork } => client.GetAddressBytes(),
            { IsIPv4MappedToIPv6: true } => client.MapToIPv4().GetAddressBytes(),
            _ => client.GetAddressBytes()[..8],
        };
}
