using Survey.Db.Languages;
using Survey.Reports.Csv;

namespace Survey.Api.Reports;

/// <summary>Figures as CSV: for programs, or with <c>?for=excel</c> in the form that a spreadsheet opens.</summary>
internal static class TableFile
{
    public const string ForExcel = "?for=excel";

    public static byte[] Make(IEnumerable<ReportRow> rows, HttpRequest request, Language language) =>
        request.Query["for"] == "excel" ? ReportCsv.WriteForExcel(rows, language) : ReportCsv.Write(rows);
}
