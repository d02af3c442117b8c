using Survey.Db.Languages;
using Survey.Reports.Csv;

namespace Survey.Api.Reports;

/// <summary>The figures of a page or a chart as a CSV: for programs, or with <c>?for=excel</c> as a spreadsheet opens it.</summary>
internal static class TableFile
{
    /// <summary>Behind the address of a file that people open.</summary>
    public const string ForExcel = "?for=excel";

    public static byte[] Make(IEnumerable<ReportRow> rows, HttpRequest request, Language language) =>
        request.Query["for"] == "excel" ? ReportCsv.WriteForExcel(rows, language) : ReportCsv.Write(rows);
}
