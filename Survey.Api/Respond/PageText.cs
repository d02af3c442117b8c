using System.IO.Compression;

namespace Survey.Api.Respond;

/// <summary>
/// A part of a page as UTF-8. A part that many pages share is compressed once (RFC 1951), so that a page can be composed in compressed
/// form. A person's own part is stored uncompressed.
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

    /// <summary>Bytes in a compressed page. An uncompressed block has a header of five bytes.</summary>
    public int PackedLength => _deflated?.Length ?? 5 + Plain.Length;

    public int Size => Plain.Length + (_deflated?.Length ?? 0) + sizeof(uint) * (_advance?.Length ?? 0);

    /// <summary>For a text of one person, or a short one.</summary>
    public static PageText Own(byte[] text) => new(text, null);

    public static PageText Shared(byte[] text)
    {
        using var packed = new MemoryStream();
        using var deflate = new DeflateStream(packed, CompressionLevel.SmallestSize, leaveOpen: true);
        deflate.Write(text);
        // Ends at a byte boundary and refers to nothing outside, so that any block may follow.
        deflate.Flush();
        return new PageText(text, packed.ToArray());
    }

    /// <param name="before">Checksum of all parts before this one.</param>
    public uint Sum(uint before) => _advance is null ? Crc32.Append(before, Plain) : Crc32.Combine(before, _advance, _sum);

    /// <param name="target">Has room for <see cref="PackedLength"/>.</param>
    public void Pack(Span<byte> target)
    {
        if (_deflated is not null)
        {
            _deflated.CopyTo(target);
            return;
        }
        // Stored block: its length, then the one's complement of the length.
        target[0] = 0;
        BitConverter.TryWriteBytes(target[1..], (ushort)Plain.Length);
        BitConverter.TryWriteBytes(target[3..], (ushort)~Plain.Length);
        Plain.CopyTo(target[5..]);
    }
}
