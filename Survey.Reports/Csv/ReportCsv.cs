using System.Text;

namespace Survey.Reports.Csv;

/// <summary>The report CSV: UTF-8, RFC 4180, a decimal point in every language.</summary>
public static class ReportCsv
{
    private const string Header = "scope,wave,breakdown_point,measure,value,low,high,n,shown";

    public static byte[] Write(IEnumerable<ReportRow> rows)
    {
        var text = new StringBuilder(Header).Append("\r\n");
        foreach (var row in rows)
        {
            // Codes, numbers and fixed words: nothing that would need quotes, and nothing that a spreadsheet would run.
            text.AppendJoin(',', row.Scope, row.Wave, row.BreakdownPoint, row.Measure, row.Value, row.Low, row.High, row.N, row.Shown).Append("\r\n");
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
