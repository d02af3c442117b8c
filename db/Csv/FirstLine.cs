using System.Text;

namespace Survey.Db.Csv;

/// <summary>What the first bytes of a file tell about the rest.</summary>
/// <param name="Text">UTF-8 from the header on, or from a line "sep=;" that the reader knows.</param>
internal sealed record FirstLine(Stream Text, char Separator)
{
    private const int Longest = 16 * 1024;
    private const string Mark = "\uFEFF";

    /// <summary>A mark that was written as UTF-8, read as Latin letters and written again.</summary>
    private const string BrokenMark = "\u00EF\u00BB\u00BF";

    /// <param name="stream">Can be rewound.</param>
    /// <exception cref="RefusedException">The file is UTF-32.</exception>
    public static FirstLine Read(Stream stream)
    {
        var start = stream.Position;
        var buffer = new byte[Longest];
        var bytes = buffer.AsSpan(0, stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
        var encoding = EncodingOf(bytes);
        var text = encoding.GetString(bytes);
        var marks = Marks(text);
        stream.Position = start + encoding.GetByteCount(text.AsSpan(0, marks));
        return new FirstLine(
            encoding is UTF8Encoding ? stream : Encoding.CreateTranscodingStream(stream, encoding, Encoding.UTF8, leaveOpen: true),
            SeparatorOf(text[marks..])
        );
    }

    /// <summary>UTF-16 without a mark is known by the zero byte beside each plain letter.</summary>
    private static Encoding EncodingOf(ReadOnlySpan<byte> bytes) =>
        bytes switch
        {
            [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..] => throw new RefusedException(
                "line 1: this is UTF-32, not UTF-8: save the file as CSV UTF-8"
            ),
            [0xFF, 0xFE, ..] or [not 0, 0, not 0, 0, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: false),
            [0xFE, 0xFF, ..] or [0, not 0, 0, not 0, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: false),
            _ => new UTF8Encoding(false),
        };

    private static int Marks(string text)
    {
        var end = 0;
        while (true)
        {
            var rest = text.AsSpan(end);
            var length =
                rest.StartsWith(Mark, StringComparison.Ordinal) ? Mark.Length
                : rest.StartsWith(BrokenMark, StringComparison.Ordinal) ? BrokenMark.Length
                : 0;
            if (length == 0)
            {
                return end;
            }
            end += length;
        }
    }

    /// <summary>The one that the file names, else the one that the header uses most.</summary>
    private static char SeparatorOf(string text)
    {
        var end = text.AsSpan().IndexOfAny('\n', '\r');
        var line = end < 0 ? text : text[..end];
        return line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && line.Length == 5
            ? line[4]
            : ",;\t".MaxBy(separator => line.Count(letter => letter == separator));
    }
}
