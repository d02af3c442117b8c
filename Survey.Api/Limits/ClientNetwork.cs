using System.Net;
using System.Net.Sockets;

namespace Survey.Api.Limits;

internal static class ClientNetwork
{
    /// <summary>IPv4: the address. IPv6: the first 64 bits, because one customer has all of them. Empty: unknown.</summary>
    public static byte[] Of(IPAddress? client) =>
        client switch
        {
            null => [],
            { AddressFamily: AddressFamily.InterNetwork } => client.GetAddressBytes(),
            { IsIPv4MappedToIPv6: true } => client.MapToIPv4().GetAddressBytes(),
            _ => client.GetAddressBytes()[..8],
        };
}
