using System.Globalization;
using Survey.Db.Results;

namespace Survey.Reports.Csv;

/// <summary>A line of the report CSV, every field as it is written.</summary>
/// <param name="Scope">organisation, unit:CODE or relationship:CODE.</param>
/// <param name="BreakdownPoint">Empty: overall.</param>
/// <param name="Value">Empty when hidden; for a response rate that is known as a band, low and high are its ends.</param>
public sealed record ReportRow(
    string Scope, string Wave, string BreakdownPoint, string Measure, string Value, string Low, string High, string N, string Shown)
{
    public static ReportRow Hidden(string scope, string wave, string point, string measure) =>
        new(scope, wave, point, measure, "", "", "", "", Db.Results.Shown.Hidden);

    public static ReportRow Of(
        string scope, string wave, string point, string measure, int value, int? low = null, int? high = null, int? n = null) =>
        new(scope, wave, point, measure, Whole(value), Whole(low), Whole(high), Whole(n), Db.Results.Shown.Yes);

    /// <summary>A mean or a score as it was published: two decimals from 10 answers on, one below.</summary>
    public static ReportRow OfValue(string scope, string wave, string point, string measure, PublishedFigure figure)
    {
        var format = figure.Kind == "recommendation" ? "0" : figure.IsCoarse ? "0.0" : "0.00";
        return new(
            scope, wave, point, measure, Real(figure.Value, format), Real(figure.Low, format), Real(figure.High, format),
            figure.NBand ?? Whole(figure.N), figure.Shown);
    }

    private static string Whole(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Real(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "";
}
