using Survey.Db.Csv;

namespace Survey.Db.Uploads;

/// <param name="Rows">From the header on, without empty rows. Read once.</param>
internal sealed record UploadTable(int HeaderLine, IReadOnlyList<string> Headings, IEnumerable<UploadRow> Rows);

/// <summary>Finds the table in a file: a workbook, or a text in any usual encoding.</summary>
internal static class UploadReader
{
    /// <summary>Rows of titles and notes that may precede the header.</summary>
    private const int HeaderWithin = 20;

    private const int SignatureBytes = 512;

    /// <param name="recognised">How many of the headings name a field.</param>
    /// <exception cref="RefusedException">There is no table in the file.</exception>
    public static UploadTable Open(Stream file, Func<IReadOnlyList<string>, int> recognised, Problems problems)
    {
        var rows = Rows(file, problems).Where(row => !row.IsEmpty).GetEnumerator();
        var first = new List<UploadRow>();
        while (first.Count < HeaderWithin && rows.MoveNext())
        {
            first.Add(rows.Current);
        }
        problems.ThrowIfAny();
        var header = first.Where(row => row.Width > 1).MaxBy(row => recognised(row.Cells)) ?? throw NoTable();
        return new UploadTable(header.Line, [.. header.Cells.Take(header.Width)], Rest(first, header, rows));
    }

    public static RefusedException NoTable() => new(new("problems.upload.noTable"), "file");

    private static IEnumerable<UploadRow> Rest(List<UploadRow> first, UploadRow header, IEnumerator<UploadRow> rows)
    {
        using (rows)
        {
            foreach (var row in first.Where(row => row.Line > header.Line))
            {
                yield return row;
            }
            while (rows.MoveNext())
            {
                yield return rows.Current;
            }
        }
    }

    private static IEnumerable<UploadRow> Rows(Stream file, Problems problems)
    {
        var start = new byte[SignatureBytes];
        var bytes = start.AsSpan(0, file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false));
        file.Position = 0;
        return bytes.IsEmpty ? throw new RefusedException(new("problems.upload.empty"), "file")
            : XlsxRows.IsWorkbook(bytes) ? XlsxRows.Read(file)
            : IsBinary(bytes) ? throw NoTable()
            : CsvRows.Find(file, problems);
    }

    private static bool IsBinary(ReadOnlySpan<byte> bytes) =>
        !IsUtf16(bytes) && (bytes.StartsWith("%PDF"u8) || bytes.IndexOfAnyInRange((byte)1, (byte)8) >= 0 || bytes.IndexOf("\0\0"u8) >= 0);

    private static bool IsUtf16(ReadOnlySpan<byte> bytes) =>
        bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [not 0, 0, not 0, 0, ..] or [0, not 0, 0, not 0, ..];
}
