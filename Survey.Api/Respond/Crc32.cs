namespace Survey.Api.Respond;

/// <summary>Checksum of gzip (RFC 1952). It is linear: the sum of two texts follows from their sums and the second's length.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] Table =
    [
        .. Enumerable
            .Range(0, 256)
            .Select(value => Enumerable.Range(0, 8).Aggregate((uint)value, (sum, _) => (sum & 1) == 0 ? sum >> 1 : sum >> 1 ^ Polynomial)),
    ];

    public static uint Of(ReadOnlySpan<byte> text) => Append(0, text);

    public static uint Append(uint before, ReadOnlySpan<byte> text)
    {
        var sum = ~before;
        foreach (var one in text)
        {
            sum = sum >> 8 ^ Table[(byte)sum ^ one];
        }
        return ~sum;
    }

    /// <returns>The image of each bit of a sum when this number of bytes follows.</returns>
    public static uint[] Advance(int length)
    {
        var bits = new uint[32];
        for (var bit = 0; bit < bits.Length; bit++)
        {
            var sum = 1u << bit;
            for (var i = 0; i < length; i++)
            {
                sum = sum >> 8 ^ Table[(byte)sum];
            }
            bits[bit] = sum;
        }
        return bits;
    }

    /// <param name="advance">For the length of the second text.</param>
    public static uint Combine(uint first, uint[] advance, uint second)
    {
        for (var bit = 0; bit < advance.Length; bit++)
        {
            second ^= (first >> bit & 1) * advance[bit];
        }
        return second;
    }
}
