using System.Text;

namespace Survey.Db.Csv;

/// <param name="Text">UTF-8 without byte order mark. The first line may be "sep=;", which the CSV reader knows.</param>
internal sealed record FirstLine(Stream Text, char Separator)
{
    private const int HeaderBytes = 16 * 1024;
    private const string ByteOrderMark = "\uFEFF";

    /// <summary>A byte order mark written as UTF-8, read as Latin-1 and written as UTF-8 again.</summary>
    private const string DoubleEncodedByteOrderMark = "\u00EF\u00BB\u00BF";

    /// <param name="legacy">Encoding of a text that is neither UTF-8 nor UTF-16; null: such a text is not expected.</param>
    public static FirstLine Read(Stream stream, Encoding? legacy = null)
    {
        var start = stream.Position;
        var buffer = new byte[HeaderBytes];
        var bytes = buffer.AsSpan(0, stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
        var encoding = EncodingOf(bytes, legacy);
        var text = encoding.GetString(bytes);
        var marks = ByteOrderMarksLength(text);
        stream.Position = start + encoding.GetByteCount(text.AsSpan(0, marks));
        return new FirstLine(
            encoding is UTF8Encoding ? stream : Encoding.CreateTranscodingStream(stream, encoding, Encoding.UTF8, leaveOpen: true),
            SeparatorOf(text[marks..])
        );
    }

    /// <summary>UTF-16 without a byte order mark has a zero byte beside each ASCII letter.</summary>
    private static Encoding EncodingOf(ReadOnlySpan<byte> bytes, Encoding? legacy) =>
        bytes switch
        {
            [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..] => throw new RefusedException([
                new Problem(1, null, new("problems.csv.utf32")),
            ]),
            [0xFF, 0xFE, ..] or [not 0, 0, not 0, 0, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: false),
            [0xFE, 0xFF, ..] or [0, not 0, 0, not 0, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: false),
            _ => legacy ?? new UTF8Encoding(false),
        };

    private static int ByteOrderMarksLength(string text)
    {
        var end = 0;
        while (true)
        {
            var rest = text.AsSpan(end);
            var length =
                rest.StartsWith(ByteOrderMark, StringComparison.Ordinal) ? ByteOrderMark.Length
                : rest.StartsWith(DoubleEncodedByteOrderMark, StringComparison.Ordinal) ? DoubleEncodedByteOrderMark.Length
                : 0;
            if (length == 0)
            {
                return end;
            }
            end += length;
        }
    }

    private static char SeparatorOf(string text)
    {
        var end = text.AsSpan().IndexOfAny('\n', '\r');
        var line = end < 0 ? text : text[..end];
        return line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && line.Length == 5
            ? line[4]
            : ",;\t".MaxBy(separator => line.Count(letter => letter == separator));
    }
}
