using System.Text;
using System.Text.Unicode;

namespace Survey.Db.Uploads;

/// <summary>
/// Tells the encoding of a text that is no UTF-8. Each code page is tried with the letters of the languages that are written in it;
/// letters that are frequent in names count more, others count against it.
/// </summary>
internal static class UploadEncoding
{
    private const int ChunkSize = 64 * 1024;
    private const int EnoughBytes = 20_000;

    /// <summary>The first of equals wins.</summary>
    private static readonly (int CodePage, string Frequent, string Rare)[] Alphabets =
    [
        (1252, "äöåéüæø", "õšžèœ"),
        (1252, "éèêëïçôœîâ", "àùûüÿæ"),
        (1257, "õäöüšž", "éå"),
        (1257, "ąćęłńóśźż", ""),
        (1257, "āēģīķļņčšūžąęėįų", "ōŗ"),
        (1250, "ąćęłńóśźż", ""),
        (1250, "áéíóúýčďěňřšťůž", "ôľĺŕäöüőű"),
    ];

    static UploadEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Null: UTF-8 or UTF-16. The position of the stream stays.</summary>
    public static Encoding? Legacy(Stream stream)
    {
        var start = stream.Position;
        var foreign = new List<byte>();
        var isUtf8 = true;
        var rest = Array.Empty<byte>();
        var buffer = new byte[ChunkSize];
        while (stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) is > 0 and var read && foreign.Count < EnoughBytes)
        {
            byte[] chunk = [.. rest, .. buffer.AsSpan(0, read)];
            foreign.AddRange(chunk.Where(value => value >= 0x80));
            var end = read < buffer.Length ? chunk.Length : LastStart(chunk);
            isUtf8 &= Utf8.IsValid(chunk.AsSpan(0, end));
            rest = chunk[end..];
        }
        stream.Position = start;
        return isUtf8 ? null : Encoding.GetEncoding(Alphabets.MaxBy(alphabet => Score([.. foreign], alphabet)).CodePage);
    }

    /// <summary>Where the last letter begins, which the end of a chunk may cut.</summary>
    private static int LastStart(byte[] chunk)
    {
        var end = chunk.Length - 1;
        while (end > 0 && (chunk[end] & 0xC0) == 0x80)
        {
            end--;
        }
        return end;
    }

    private static int Score(byte[] foreign, (int CodePage, string Frequent, string Rare) alphabet) =>
        Encoding
            .GetEncoding(alphabet.CodePage)
            .GetString(foreign)
            .ToLowerInvariant()
            .Sum(letter =>
                alphabet.Frequent.Contains(letter) ? 2
                : alphabet.Rare.Contains(letter) ? 1
                : letter is '’' or '–' or '\u00A0' or '„' or '“' or '”' ? 0
                : -3
            );
}
