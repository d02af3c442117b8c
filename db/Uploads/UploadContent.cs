using System.IO.Compression;
using System.Text;
using Survey.Db.Csv;

namespace Survey.Db.Uploads;

/// <summary>Rows as compressed CSV. Empty lines keep each row on the line that it has in the uploaded file.</summary>
internal static class UploadContent
{
    /// <returns>The compressed rows and their number.</returns>
    public static (byte[] Content, int Rows) Pack(UploadTable table, Problems problems)
    {
        var content = new MemoryStream();
        var count = 0;
        using (var packed = new GZipStream(content, CompressionLevel.Fastest))
        using (var writer = new LineWriter(packed))
        {
            foreach (var row in table.Rows)
            {
                if (row.Width > table.Headings.Count)
                {
                    problems.Add(row.Line, null, new("problems.csv.fields", row.Width, table.Headings.Count));
                }
                writer.Write(row.Line, row.Cells);
                count++;
            }
        }
        return (content.ToArray(), count);
    }

    public static IEnumerable<UploadRow> Read(StoredUpload upload)
    {
        using var unpacked = new GZipStream(new MemoryStream(upload.Content), CompressionMode.Decompress);
        foreach (var row in CsvRows.Read(unpacked, ',', new Problems()).Where(row => !row.IsEmpty))
        {
            yield return row;
        }
    }

    /// <summary>The file as the import expects it.</summary>
    public static void Write(StoredUpload upload, UploadValues values, Stream csv)
    {
        using var writer = new LineWriter(csv);
        var columns = upload.Columns;
        writer.Write(upload.HeaderLine, [.. columns.Select(column => column.Field)]);
        foreach (var row in Read(upload))
        {
            writer.Write(
                row.Line,
                [
                    .. columns.Select(column =>
                        values.Of(column.Field, column.Index is { } index ? row[index] : "", upload.Default(column.Field))
                    ),
                ]
            );
        }
    }

    private sealed class LineWriter(Stream stream) : IDisposable
    {
        private readonly StreamWriter _text = new(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        private int _line = 1;

        public void Write(int line, IReadOnlyList<string> cells)
        {
            for (; _line < line; _line++)
            {
                _text.WriteLine();
            }
            for (var index = 0; index < cells.Count; index++)
            {
                if (index > 0)
                {
                    _text.Write(',');
                }
                Write(cells[index].ReplaceLineEndings("\n"));
            }
            _text.WriteLine();
            _line++;
        }

        public void Dispose() => _text.Dispose();

        private void Write(string cell)
        {
            if (cell.AsSpan().IndexOfAny(",;\t\"\n") < 0)
            {
                _text.Write(cell);
                return;
            }
            _text.Write('"');
            _text.Write(cell.Replace("\"", "\"\"", StringComparison.Ordinal));
            _text.Write('"');
            _line += cell.Count(letter => letter == '\n');
        }
    }
}
