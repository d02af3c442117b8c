using System.Globalization;
using Survey.Db.Results;
using Survey.Reports.Charts.Words;
using Survey.Reports.Disclosure;

namespace Survey.Reports.Csv;

/// <summary>A row of the report CSV, every field as it is written.</summary>
/// <param name="Scope">organisation, unit:CODE or relationship:CODE.</param>
/// <param name="BreakdownPoint">Empty: overall.</param>
/// <param name="Value">Empty if hidden. Of a number known as a range, Low and High are the ends.</param>
/// <param name="N">"5 to 9": a spreadsheet would read 5-9 as a date.</param>
public sealed record ReportRow(
    string Scope,
    string Wave,
    string BreakdownPoint,
    string Measure,
    string Value,
    string Low,
    string High,
    string N,
    Shown Shown
)
{
    private const string LeastAnswers = "5 to 9";

    public static ReportRow Hidden(string scope, string wave, string point, string measure) =>
        new(scope, wave, point, measure, "", "", "", "", Db.Results.Shown.Hidden);

    public static ReportRow Of(
        string scope,
        string wave,
        string point,
        string measure,
        int value,
        int? low = null,
        int? high = null,
        int? n = null
    ) => new(scope, wave, point, measure, Whole(value), Whole(low), Whole(high), Whole(n), Db.Results.Shown.Yes);

    public static ReportRow OfRange(string scope, string wave, string point, string measure, int low, int high, int? n = null) =>
        Of(scope, wave, point, measure, 0, low, high, n) with
        {
            Value = "",
        };

    /// <summary>A share without interval; the first and the last share are ranges. The step: <see cref="FigureStep.OfShare"/>.</summary>
    public static ReportRow OfShare(string scope, string wave, string point, string measure, int share, int step, int? n = null) =>
        share switch
        {
            0 => OfRange(scope, wave, point, measure, 0, ShareLimits.Under(step), n),
            100 => OfRange(scope, wave, point, measure, ShareLimits.OrMore(step), 100, n),
            _ => Of(scope, wave, point, measure, share, n: n),
        };

    /// <summary>A share with its interval; the value of the first and the last share is its limit.</summary>
    public static ReportRow OfFavourable(string scope, string wave, string point, PublishedFigure figure)
    {
        var row = Of(scope, wave, point, "favourable", figure.Favourable!.Value, figure.FavourableLow, figure.FavourableHigh, figure.N);
        return figure.Favourable switch
        {
            0 => row with { Value = Whole(ShareLimits.Under(figure.ShareStep!.Value)), Shown = Db.Results.Shown.Low },
            100 => row with { Value = Whole(ShareLimits.OrMore(figure.ShareStep!.Value)), Shown = Db.Results.Shown.High },
            _ => row,
        };
    }

    /// <summary>A number of people; 0 means fewer than <paramref name="fewerThan"/>.</summary>
    public static ReportRow OfPeople(string scope, string wave, string point, string measure, int people, int fewerThan, int? n = null) =>
        people == 0 ? OfRange(scope, wave, point, measure, 0, fewerThan, n) : Of(scope, wave, point, measure, people, n: n);

    /// <summary>A mean or a score with the decimals of its step, or its word.</summary>
    public static ReportRow OfValue(string scope, string wave, string point, string measure, PublishedFigure figure)
    {
        var decimals = FigureDecimals.Of(figure);
        return new(
            scope,
            wave,
            point,
            measure,
            figure.Word ?? Real(figure.Value, FigureDecimals.OfValue(figure)),
            Real(figure.Low, decimals),
            Real(figure.High, decimals),
            Answers(figure.N) ?? "",
            figure.Shown
        );
    }

    /// <summary>The number of answers in files and JSON; null: not published.</summary>
    public static string? Answers(int? n) => n == ShownCount.Least ? LeastAnswers : n?.ToString(CultureInfo.InvariantCulture);

    private static string Whole(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Real(double? value, int decimals) => value?.ToString($"F{decimals}", CultureInfo.InvariantCulture) ?? "";
}
