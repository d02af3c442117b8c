using System.Globalization;
using System.IO.Compression;
using System.Xml;
using MiniExcelLibs;

namespace Survey.Db.Uploads;

/// <summary>The rows of the first sheet. A formula counts as its stored result, a line break in a cell as a space.</summary>
internal static class XlsxRows
{
    /// <summary>In bytes, of all parts of the workbook. Bounds what a small file may unfold into.</summary>
    private const long LongestWorkbook = 400L * 1024 * 1024;

    public static bool IsWorkbook(ReadOnlySpan<byte> start) => start.StartsWith("PK\u0003\u0004"u8);

    public static IEnumerable<UploadRow> Read(Stream file)
    {
        Check(file);
        var line = 0;
        using var rows = file.Query(useHeaderRow: false, excelType: ExcelType.XLSX).GetEnumerator();
        while (Next(rows))
        {
            yield return new UploadRow(++line, [.. ((IDictionary<string, object?>)rows.Current).Values.Select(Text)]);
        }
    }

    private static bool Next(System.Collections.IEnumerator rows)
    {
        try
        {
            return rows.MoveNext();
        }
        catch (Exception problem) when (IsDamage(problem))
        {
            throw UploadReader.NoTable();
        }
    }

    /// <summary>What reading throws if the archive or a part of it is damaged.</summary>
    private static bool IsDamage(Exception problem) =>
        problem is InvalidDataException or XmlException or FormatException or ArgumentException or InvalidOperationException;

    private static void Check(Stream file)
    {
        var start = file.Position;
        try
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            var isWorkbook = archive.Entries.Any(entry => entry.FullName.EndsWith("workbook.xml", StringComparison.Ordinal));
            if (!isWorkbook || archive.Entries.Sum(entry => entry.Length) > LongestWorkbook)
            {
                throw UploadReader.NoTable();
            }
        }
        catch (Exception problem) when (IsDamage(problem))
        {
            throw UploadReader.NoTable();
        }
        file.Position = start;
    }

    private static string Text(object? value) =>
        value switch
        {
            null => "",
            DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime moment => moment.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => string.Join(' ', value.ToString()!.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)).Trim(),
        };
}
