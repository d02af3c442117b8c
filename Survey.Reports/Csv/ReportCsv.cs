using System.Text;
using Survey.Db.Languages;

namespace Survey.Reports.Csv;

/// <summary>The report CSV: UTF-8, RFC 4180, a decimal point in every language; or as a spreadsheet opens it.</summary>
public static class ReportCsv
{
    private static readonly string[] Header = ["scope", "wave", "breakdown_point", "measure", "value", "low", "high", "n", "shown"];

    private static readonly UTF8Encoding Marked = new(encoderShouldEmitUTF8Identifier: true);

    public static byte[] Write(IEnumerable<ReportRow> rows) => Encoding.UTF8.GetBytes(Text(rows, ',', "."));

    /// <summary>
    /// For a double click in Excel: a byte order mark, the language's decimal mark, and a semicolon between fields where that is a comma.
    /// </summary>
    public static byte[] WriteForExcel(IEnumerable<ReportRow> rows, Language language)
    {
        var mark = language.Culture.NumberFormat.NumberDecimalSeparator;
        return [.. Marked.Preamble, .. Marked.GetBytes(Text(rows, mark == "," ? ';' : ',', mark))];
    }

    private static string Text(IEnumerable<ReportRow> rows, char separator, string mark)
    {
        var text = new StringBuilder().AppendJoin(separator, Header).Append("\r\n");
        foreach (var row in rows)
        {
            // Codes, numbers and fixed words: nothing that would need quotes, and nothing that a spreadsheet would run.
            text.AppendJoin(
                    separator,
                    row.Scope,
                    row.Wave,
                    row.BreakdownPoint,
                    row.Measure,
                    Number(row.Value),
                    Number(row.Low),
                    Number(row.High),
                    row.N,
                    row.Shown
                )
                .Append("\r\n");
        }
        return text.ToString();

        string Number(string value) => value.Replace(".", mark, StringComparison.Ordinal);
    }
}
