using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Survey.Reports.Pdf;

/// <summary>Page of a heading and drawing of a page, with what Chromium uses of ISO 32000-1 (7.5.4 classic table, 7.5.6 updates).</summary>
/// <exception cref="InvalidDataException">The file has another structure.</exception>
internal sealed partial class PdfFile
{
    private const int EntryLength = 20;

    private readonly byte[] _bytes;
    private readonly int[] _offsets;
    private readonly int _table;
    private readonly string _trailer;

    public PdfFile(byte[] bytes)
    {
        _bytes = bytes;
        _table = Number(StartOfTable(), Text(bytes.Length - 64));
        var table = Text(_table);
        var start = Match(HeadOfTable(), table).Length;
        _offsets = new int[Number(HeadOfTable(), table)];
        if (table.Length < start + _offsets.Length * EntryLength)
        {
            throw new InvalidDataException("The cross-reference table is cut off.");
        }
        for (var index = 0; index < _offsets.Length; index++)
        {
            _offsets[index] = Number(Entry(), table.Substring(start + index * EntryLength, EntryLength));
        }
        _trailer = Match(Trailer(), table).Groups[1].Value;
        var catalog = Object(Number(Catalog(), _trailer));
        Pages = [.. Leaves(Number(PageTree(), catalog))];
        Destinations = Named(Object(Number(DestinationTree(), catalog)));
    }

    /// <summary>Object numbers of the pages, in order.</summary>
    public IReadOnlyList<int> Pages { get; }

    /// <summary>Anchors that something links to, with the object number of their page.</summary>
    public IReadOnlyDictionary<string, int> Destinations { get; }

    /// <summary>The operators that draw a page (ISO 32000-1, annex A).</summary>
    public string Drawing(int page)
    {
        var number = Number(Contents(), Object(page));
        var dictionary = Object(number);
        var start = _offsets[number] + dictionary.Length;
        using var packed = new MemoryStream(_bytes, start, Math.Min(Number(StreamLength(), dictionary), _bytes.Length - start));
        using var inflated = new ZLibStream(packed, CompressionMode.Decompress);
        using var reader = new StreamReader(inflated, Encoding.Latin1);
        return reader.ReadToEnd();
    }

    public byte[] WithDrawing(int page, string drawing)
    {
        var number = Number(Contents(), Object(page));
        using var file = new MemoryStream();
        file.Write(_bytes);
        var offset = file.Position;
        var packed = Pack(drawing);
        Write(file, $"{number} 0 obj\n<</Filter /FlateDecode\n/Length {packed.Length}>> stream\n");
        file.Write(packed);
        Write(file, "\nendstream\nendobj\n");
        var table = file.Position;
        Write(file, $"xref\n{number} 1\n{offset:D10} 00000 n \ntrailer\n<<{_trailer}\n/Prev {_table}>>\nstartxref\n{table}\n%%EOF\n");
        return file.ToArray();
    }

    private IEnumerable<int> Leaves(int node) =>
        PageTreeKids().Match(Object(node)) is { Success: true } kids
            ? Reference().Matches(kids.Value).SelectMany(kid => Leaves(int.Parse(kid.Groups[1].ValueSpan, CultureInfo.InvariantCulture)))
            : [node];

    private static Dictionary<string, int> Named(string tree) =>
        Destination()
            .Matches(tree)
            .ToDictionary(one => one.Groups[1].Value, one => int.Parse(one.Groups[2].ValueSpan, CultureInfo.InvariantCulture));

    /// <summary>The text of an object; of a stream only what precedes its bytes.</summary>
    private string Object(int number)
    {
        if (number >= _offsets.Length)
        {
            throw new InvalidDataException($"There is no object {number}.");
        }
        var rest = _bytes.AsSpan(Math.Min(_offsets[number], _bytes.Length));
        var end = rest.IndexOf("endobj"u8);
        var stream = rest[..Math.Max(0, end)].IndexOf("stream\n"u8);
        return Encoding.Latin1.GetString(rest[..(stream < 0 ? Math.Max(0, end) : stream + "stream\n".Length)]);
    }

    private string Text(int from) =>
        from >= 0 && from < _bytes.Length
            ? Encoding.Latin1.GetString(_bytes.AsSpan(from))
            : throw new InvalidDataException("The file is cut off.");

    private static byte[] Pack(string text)
    {
        using var packed = new MemoryStream();
        using (var deflated = new ZLibStream(packed, CompressionLevel.Optimal))
        {
            deflated.Write(Encoding.Latin1.GetBytes(text));
        }
        return packed.ToArray();
    }

    private static void Write(Stream file, FormattableString text) =>
        file.Write(Encoding.Latin1.GetBytes(FormattableString.Invariant(text)));

    private static void Write(Stream file, string text) => file.Write(Encoding.Latin1.GetBytes(text));

    private static Match Match(Regex expected, string text) =>
        expected.Match(text) is { Success: true } match
            ? match
            : throw new InvalidDataException($"The PDF is built otherwise than expected: no {expected}.");

    private static int Number(Regex expected, string text) =>
        int.TryParse(Match(expected, text).Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidDataException($"The PDF is built otherwise than expected: {expected} is no number.");

    [GeneratedRegex(@"startxref\n(\d+)\n%%EOF")]
    private static partial Regex StartOfTable();

    [GeneratedRegex(@"^xref\n0 (\d{1,7})\n")]
    private static partial Regex HeadOfTable();

    [GeneratedRegex(@"^(\d{10}) \d{5} [nf] \n$")]
    private static partial Regex Entry();

    [GeneratedRegex(@"trailer\n<<(.*?)>>\nstartxref", RegexOptions.Singleline)]
    private static partial Regex Trailer();

    [GeneratedRegex(@"/Root (\d+) 0 R")]
    private static partial Regex Catalog();

    [GeneratedRegex(@"/Pages (\d+) 0 R")]
    private static partial Regex PageTree();

    [GeneratedRegex(@"/Kids \[[^\]]*\]")]
    private static partial Regex PageTreeKids();

    [GeneratedRegex(@"(\d+) 0 R")]
    private static partial Regex Reference();

    [GeneratedRegex(@"/Dests (\d+) 0 R")]
    private static partial Regex DestinationTree();

    [GeneratedRegex(@"/(\S+) \[(\d+) 0 R /XYZ")]
    private static partial Regex Destination();

    [GeneratedRegex(@"/Contents (\d+) 0 R")]
    private static partial Regex Contents();

    [GeneratedRegex(@"/Length (\d+)")]
    private static partial Regex StreamLength();
}
