using System.Text.Unicode;
using CsvHelper;

namespace Survey.Db.Csv;

/// <summary>
/// A CSV file (UTF-8, RFC 4180, comma or semicolon, with or without byte order mark), read row by row. Whatever is wrong with its
/// form is added to the problems, and reading goes on as long as there is something to read.
/// </summary>
public sealed class CsvFile : IDisposable
{
    /// <summary>In bytes: more than any row needs, and a quotation mark that is never closed doesn't swallow the memory.</summary>
    private const int LongestRow = 256 * 1024;

    private readonly CsvReader _reader;
    private readonly Problems _problems;
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);
    private readonly int _width;
    private readonly bool _readable;
    private bool _malformed;

    private CsvFile(Stream stream, char separator, CsvColumns columns, Problems problems)
    {
        _problems = problems;
        _reader = CsvReader.Create(stream, new CsvReaderOptions
        {
            HasHeader = false,
            Separator = separator,
            TrackLineNumbers = true,
            MaxRecordSize = LongestRow,
            OnMalformedRecord = Malformed,
        }, leaveOpen: true);
        _readable = ReadRow() && columns.Check(Header(), _columns, problems, Line);
        if (problems.Count == 0 && !_readable)
        {
            problems.Add(1, null, $"the file is empty: its first line must be {columns}");
        }
        _width = _reader.FieldCount;
        OtherColumns = [.. _columns.Keys.Except(columns.Required.Concat(columns.Optional), StringComparer.OrdinalIgnoreCase)];
    }

    /// <param name="stream">Stays open. One that can't be rewound is read into memory first.</param>
    public static CsvFile Open(Stream stream, CsvColumns columns, Problems problems)
    {
        if (!stream.CanSeek)
        {
            var memory = new MemoryStream();
            stream.CopyTo(memory);
            memory.Position = 0;
            stream = memory;
        }
        return new CsvFile(stream, FirstLine.Separator(stream), columns, problems);
    }

    /// <summary>The line of the file on which the current row begins; line breaks within quotation marks count.</summary>
    public int Line => (int)_reader.LineNumber;

    /// <summary>The names in the header that are not among the declared columns, as they are written there.</summary>
    public IReadOnlyList<string> OtherColumns { get; }

    /// <summary>The current row's value without surrounding blanks; empty when the file has no such column.</summary>
    public string this[string column] => _columns.TryGetValue(column, out var index) ? _reader.GetString(index).Trim() : "";

    public bool Has(string column) => _columns.ContainsKey(column);

    /// <returns>False at the end of the file, or when its header can't be used.</returns>
    public bool Read()
    {
        while (_readable && ReadRow())
        {
            if (IsUsable())
            {
                return true;
            }
        }
        return false;
    }

    public void Problem(string? column, string text) => _problems.Add(Line, column, text);

    public void Dispose() => _reader.Dispose();

    private bool IsUsable()
    {
        if (_malformed || IsEmpty())
        {
            return false;
        }
        if (_reader.FieldCount != _width)
        {
            Problem(null, $"{_reader.FieldCount} fields, but the header has {_width}");
            return false;
        }
        return true;
    }

    private bool ReadRow()
    {
        _malformed = false;
        try
        {
            if (!_reader.Read())
            {
                return false;
            }
        }
        catch (CsvFormatException problem)
        {
            _problems.Add((int)problem.LineNumber, null, $"the row is longer than {LongestRow / 1024} KB: is a quotation mark not closed?");
            return false;
        }
        CheckBytes();
        return true;
    }

    private void CheckBytes()
    {
        if (!Utf8.IsValid(_reader.RawRecord))
        {
            Problem(null, "this is not UTF-8: save the file as CSV UTF-8");
            _malformed = true;
        }
        else if (_reader.RawRecord.Contains((byte)0))
        {
            Problem(null, "there is a zero byte in this row");
            _malformed = true;
        }
    }

    private void Malformed(CsvMalformedRecord record)
    {
        _malformed = true;
        _problems.Add((int)record.LineNumber, null, record.Reason switch
        {
            CsvMalformedReason.UnterminatedQuote => "a quotation mark is not closed",
            CsvMalformedReason.TextAfterClosingQuote => "text after a closing quotation mark: write \"\" for a quotation mark in a value",
            _ => "a quotation mark within a value: put the value in quotation marks and write \"\" for the one in it",
        });
    }

    private bool IsEmpty()
    {
        for (var index = 0; index < _reader.FieldCount; index++)
        {
            if (!_reader.IsEmpty(index))
            {
                return false;
            }
        }
        return true;
    }

    private List<string> Header() =>
        [.. Enumerable.Range(0, _reader.FieldCount).Select(index => _reader.GetString(index).Trim())];
}
