using System.IO.Compression;

namespace Survey.Api.Respond;

/// <summary>
/// A stretch of a page as UTF-8. What many pages share is compressed once, when it is made (RFC 1951), so that a page can be put together
/// compressed; what is one person's stays as it is.
/// </summary>
internal sealed class PageText
{
    private readonly byte[]? _deflated;
    private readonly uint _sum;
    private readonly uint[]? _advance;

    private PageText(byte[] plain, byte[]? deflated)
    {
        (Plain, _deflated) = (plain, deflated);
        if (deflated is not null)
        {
            (_sum, _advance) = (Crc32.Of(plain), Crc32.Advance(plain.Length));
        }
    }

    public byte[] Plain { get; }

    /// <summary>Bytes that it takes in a compressed page; of one person's text five stand before it, which say how long it is.</summary>
    public int PackedLength => _deflated?.Length ?? 5 + Plain.Length;

    /// <summary>Bytes of memory.</summary>
    public int Size => Plain.Length + (_deflated?.Length ?? 0) + sizeof(uint) * (_advance?.Length ?? 0);

    /// <summary>Of one person, or short.</summary>
    public static PageText Own(byte[] text) => new(text, null);

    public static PageText Shared(byte[] text)
    {
        using var packed = new MemoryStream();
        using var deflate = new DeflateStream(packed, CompressionLevel.SmallestSize, leaveOpen: true);
        deflate.Write(text);
        // Ends at a whole byte and refers to nothing outside, so that anything may follow.
        deflate.Flush();
        return new PageText(text, packed.ToArray());
    }

    /// <param name="before">The check sum of all that stands before it.</param>
    /// <returns>The check sum with it.</returns>
    public uint Sum(uint before) => _advance is null ? Crc32.Append(before, Plain) : Crc32.Combine(before, _advance, _sum);

    /// <param name="target">Has room for <see cref="PackedLength"/>.</param>
    public void Pack(Span<byte> target)
    {
        if (_deflated is not null)
        {
            _deflated.CopyTo(target);
            return;
        }
        // A block that is not compressed: its length, and that once more with every bit turned.
        target[0] = 0;
        BitConverter.TryWriteBytes(target[1..], (ushort)Plain.Length);
        BitConverter.TryWriteBytes(target[3..], (ushort)~Plain.Length);
        Plain.CopyTo(target[5..]);
    }
}
