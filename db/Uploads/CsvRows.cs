using CsvHelper;
using Survey.Db.Csv;

namespace Survey.Db.Uploads;

internal static class CsvRows
{
    private const int LongestRow = 256 * 1024;

    /// <summary>Encoding and separator are found out. Rows that are no CSV add a problem.</summary>
    public static IEnumerable<UploadRow> Find(Stream file, Problems problems)
    {
        var first = FirstLine.Read(file, UploadEncoding.Legacy(file));
        return Read(first.Text, first.Separator, problems);
    }

    public static IEnumerable<UploadRow> Read(Stream utf8, char separator, Problems problems)
    {
        var isMalformed = false;
        using var reader = CsvReader.Create(
            utf8,
            new CsvReaderOptions
            {
                HasHeader = false,
                Separator = separator,
                TrackLineNumbers = true,
                MaxRecordSize = LongestRow,
                OnMalformedRecord = record =>
                {
                    isMalformed = true;
                    problems.Add((int)record.LineNumber, null, CsvFile.Explain(record.Reason));
                },
            },
            leaveOpen: true
        );
        while (Next(reader, problems))
        {
            if (!isMalformed)
            {
                yield return new UploadRow((int)reader.LineNumber, Cells(reader));
            }
            isMalformed = false;
        }
    }

    private static bool Next(CsvReader reader, Problems problems)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException problem)
        {
            problems.Add((int)problem.LineNumber, null, new("problems.csv.longRow", LongestRow / 1024));
            return false;
        }
    }

    private static string[] Cells(CsvReader reader)
    {
        var cells = new string[reader.FieldCount];
        for (var index = 0; index < cells.Length; index++)
        {
            cells[index] = reader.GetString(index).Trim();
        }
        return cells;
    }
}
