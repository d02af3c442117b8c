using System.Text;
using Survey.Db;
using Survey.Db.Languages;

namespace Survey.Reports.Csv;

/// <summary>The report CSV: UTF-8, RFC 4180, a decimal point in every language; or in the form that Excel expects.</summary>
public static class ReportCsv
{
    private static readonly string[] Header = ["scope", "wave", "breakdown_point", "measure", "value", "low", "high", "n", "shown"];

    private static readonly UTF8Encoding Marked = new(encoderShouldEmitUTF8Identifier: true);

    public static byte[] Write(IEnumerable<ReportRow> rows) => Encoding.UTF8.GetBytes(Text(rows, ',', "."));

    /// <summary>For a double click in Excel: byte order mark, the language's decimal mark, ";" between fields if that is a comma.</summary>
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
            // Fields are codes, numbers and fixed words: none needs quotes, and a spreadsheet would run none as a formula.
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
                    row.Shown.Text()
                )
                .Append("\r\n");
        }
        return text.ToString();

        string Number(string value) => value.Replace(".", mark, StringComparison.Ordinal);
    }
}
