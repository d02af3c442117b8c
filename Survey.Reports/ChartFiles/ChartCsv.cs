using System.Globalization;
using Survey.Db;
using Survey.Db.Results;
using Survey.Reports.Charts;
using Survey.Reports.Contents;
using Survey.Reports.Csv;

namespace Survey.Reports.ChartFiles;

/// <summary>Rows of the report CSV that only charts have.</summary>
internal static class ChartCsv
{
    public static ReportRow OfMean(string scope, string wave, string point, PublishedFigure? figure) =>
        figure is { IsShown: true } ? ReportRow.OfValue(scope, wave, point, "mean", figure) : ReportRow.Hidden(scope, wave, point, "mean");

    public static IEnumerable<ReportRow> OfTarget(string scope, string wave, StepResult step)
    {
        yield return OfMean(scope, wave, step.Point.Code, step.Figure);
        if (step.Target is { } target)
        {
            yield return Number(scope, wave, step.Point.Code, "target", target, "0.0");
        }
    }

    /// <summary>Importance in per cent with its interval; distance to the target in points of the scale, with its verdict.</summary>
    public static IEnumerable<ReportRow> OfImportance(string scope, string wave, DriverStep driver)
    {
        var point = driver.Step.Point.Code;
        yield return ReportRow.Of(
            scope,
            wave,
            point,
            "importance",
            driver.Found.Importance!.Value,
            driver.Found.ImportanceLow,
            driver.Found.ImportanceHigh
        );
        if (driver.Distance is { } distance)
        {
            yield return Number(scope, wave, point, "distance_to_target", distance, "0.0#");
            yield return Word(scope, wave, point, "verdict_on_target", driver.Step.Verdict(Against.Target)!.Called.Text());
        }
    }

    /// <summary>In the wave from which the trend is broken (rule D10), why: asked_differently, customers_changed.</summary>
    public static IEnumerable<ReportRow> OfBreak(string scope, string wave, string point, SeriesBreak? one)
    {
        if (one is { AskedDifferently: true })
        {
            yield return Word(scope, wave, point, "trend_break", "asked_differently");
        }
        if (one is { CustomersChanged: true })
        {
            yield return Word(scope, wave, point, "trend_break", "customers_changed");
        }
    }

    private static ReportRow Word(string scope, string wave, string point, string measure, string word) =>
        new(scope, wave, point, measure, word, "", "", "", Shown.Yes);

    private static ReportRow Number(string scope, string wave, string point, string measure, double value, string format) =>
        new(scope, wave, point, measure, value.ToString(format, CultureInfo.InvariantCulture), "", "", "", Shown.Yes);
}
