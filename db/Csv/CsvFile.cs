using System.Text.Unicode;
using CsvHelper;
using Survey.Db.Languages;

namespace Survey.Db.Csv;

/// <summary>UTF-8 or UTF-16, RFC 4180, commas, semicolons or tabs. A malformed row adds a problem, and reading continues.</summary>
public sealed class CsvFile : IDisposable
{
    /// <summary>In bytes. Bounds the memory that an unclosed quotation mark can use.</summary>
    private const int LongestRow = 256 * 1024;

    private const string QuoteInValue = "\"\"";

    private readonly CsvReader _reader;
    private readonly CsvColumns _declared;
    private readonly Problems _problems;
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);
    private readonly int[] _nameless;
    private readonly string[] _cells;
    private readonly bool _readable;
    private bool _malformed;

    private CsvFile(FirstLine first, CsvColumns columns, Problems problems)
    {
        _declared = columns;
        _problems = problems;
        _reader = CsvReader.Create(
            first.Text,
            new CsvReaderOptions
            {
                HasHeader = false,
                Separator = first.Separator,
                TrackLineNumbers = true,
                MaxRecordSize = LongestRow,
                OnMalformedRecord = Malformed,
            },
            leaveOpen: true
        );
        List<string> header = [];
        _readable = ReadHeader() && columns.Check(header = Header(), _columns, problems, Line);
        if (problems.Count == 0 && !_readable)
        {
            problems.Add(1, null, new("problems.csv.noHeader", columns));
        }
        _nameless = [.. header.Index().Where(column => column.Item.Length == 0).Select(column => column.Index)];
        _cells = new string[header.Count];
        OtherColumns = [.. _columns.Keys.Except(columns.Required.Concat(columns.Optional), StringComparer.OrdinalIgnoreCase)];
    }

    /// <param name="stream">Stays open. A stream that cannot seek is copied into memory.</param>
    public static CsvFile Open(Stream stream, CsvColumns columns, Problems problems)
    {
        if (!stream.CanSeek)
        {
            var memory = new MemoryStream();
            stream.CopyTo(memory);
            memory.Position = 0;
            stream = memory;
        }
        return new CsvFile(FirstLine.Read(stream), columns, problems);
    }

    /// <summary>The line on which the current row begins. Line breaks inside quotation marks count.</summary>
    public int Line => (int)_reader.LineNumber;

    /// <summary>Names in the header that are not declared columns, as written.</summary>
    public IReadOnlyList<string> OtherColumns { get; }

    /// <summary>Trimmed and normalised to NFC. Empty: the file has no such column.</summary>
    public string this[string column] => Written(column).Normalize();

    public string Written(string column) => _columns.TryGetValue(column, out var index) ? _cells[index] : "";

    public bool Has(string column) => _columns.ContainsKey(column);

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

    public void Problem(string? column, Sentence sentence) => _problems.Add(Line, column, sentence);

    public void Warn(string column, Sentence sentence) => _problems.Warn(Line, column, sentence);

    public void Dispose() => _reader.Dispose();

    private bool IsUsable() => !_malformed && !IsEmpty() && FitsHeader() && HasReadableCells();

    /// <summary>Spreadsheets drop or add empty cells at the end of a row.</summary>
    private bool FitsHeader()
    {
        for (var index = 0; index < _cells.Length; index++)
        {
            _cells[index] = index < _reader.FieldCount ? Cell(index) : "";
        }
        var isCut = _columns.Any(column => column.Value >= _reader.FieldCount && !_declared.MayEndBefore(column.Key));
        if (isCut || Enumerable.Range(_cells.Length, Math.Max(0, _reader.FieldCount - _cells.Length)).Any(index => Cell(index).Length > 0))
        {
            Problem(null, new("problems.csv.fields", _reader.FieldCount, _cells.Length));
            return false;
        }
        return true;
    }

    private bool HasReadableCells()
    {
        var isReadable = true;
        foreach (var (column, index) in _columns)
        {
            var text = _cells[index];
            if ((_declared.IsFreeText(column) ? PlainText.ReplacementCharacterProblem(text) : PlainText.Problem(text)) is { } problem)
            {
                Problem(column, problem);
                isReadable = false;
            }
        }
        foreach (var index in _nameless.Where(index => _cells[index].Length > 0))
        {
            Problem(null, new("problems.csv.nameless", index + 1));
            isReadable = false;
        }
        return isReadable;
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
            _problems.Add((int)problem.LineNumber, null, new("problems.csv.longRow", LongestRow / 1024));
            return false;
        }
        CheckBytes();
        return true;
    }

    private void CheckBytes()
    {
        if (!Utf8.IsValid(_reader.RawRecord))
        {
            Problem(null, new("problems.csv.notUtf8"));
            _malformed = true;
        }
        else if (_reader.RawRecord.Contains((byte)0))
        {
            Problem(null, new("problems.csv.zeroByte"));
            _malformed = true;
        }
    }

    private void Malformed(CsvMalformedRecord record)
    {
        _malformed = true;
        _problems.Add((int)record.LineNumber, null, Explain(record.Reason));
    }

    internal static Sentence Explain(CsvMalformedReason reason) =>
        reason switch
        {
            CsvMalformedReason.UnterminatedQuote => new("problems.csv.openQuote"),
            CsvMalformedReason.TextAfterClosingQuote => new("problems.csv.textAfterQuote", QuoteInValue),
            _ => new("problems.csv.quoteInside", QuoteInValue),
        };

    /// <summary>Empty lines may precede the header.</summary>
    private bool ReadHeader()
    {
        while (ReadRow())
        {
            if (!IsEmpty())
            {
                return true;
            }
        }
        return false;
    }

    private bool IsEmpty()
    {
        for (var index = 0; index < _reader.FieldCount; index++)
        {
            if (Cell(index).Length > 0)
            {
                return false;
            }
        }
        return true;
    }

    private List<string> Header() =>
        [.. Enumerable.Range(0, _reader.FieldCount).Select(index => PlainText.Clean(Cell(index)).Trim().Normalize())];

    private string Cell(int index) => _reader.GetString(index).Trim();
}
