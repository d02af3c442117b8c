using Survey.Db.Languages;
using Survey.Db.Results;

namespace Survey.Reports.Charts.Words;

/// <summary>Formats changes of shares, gaps of pairs and slopes in a language. Nothing is rounded or computed here.</summary>
public sealed class ChangeWords(Language language)
{
    /// <summary>Such as "+8 percentage points (+2 to +14)". The verdict must have a change of the share.</summary>
    public string Share(PublishedVerdict verdict)
    {
        var points = verdict.ShareDifference!.Value;
        return WithInterval(language.Count("charts.shareChange", Math.Abs(points), Points(points)), Between(verdict));
    }

    /// <summary>Short, for a chart: "asked differently", "customers changed".</summary>
    public IEnumerable<string> Break(SeriesBreak one) =>
        Named((one.AskedDifferently, "charts.break.asked"), (one.CustomersChanged, "charts.break.customers"));

    /// <summary>Such as "asked differently since 1 November 2026".</summary>
    public string BreakSince(SeriesBreak one) =>
        string.Join(
            "; ",
            Named((one.AskedDifferently, "charts.break.askedSince"), (one.CustomersChanged, "charts.break.customersSince"))
                .Select(words => string.Format(language.Culture, words, language.Since(one.Since)))
        );

    /// <summary>For a table cell: "+8 (+2 to +14)".</summary>
    public string BriefShare(PublishedVerdict verdict) => WithInterval(Points(verdict.ShareDifference!.Value), Between(verdict));

    /// <summary>Such as "+0.21 a year (+0.05 to +0.37)", or "no clear direction".</summary>
    public string Slope(PublishedSlope slope) =>
        slope.Direction == Direction.None
            ? language["charts.slope.none"]
            : WithInterval(language.Format("charts.slope.year", PerYear(slope.PerYear)), Between(slope));

    /// <summary>A sentence with slope and number of waves, also if there is no direction.</summary>
    public string SlopeSentence(PublishedSlope slope) =>
        language.Format(
            slope.Direction == Direction.None ? "report.slope.none" : "report.slope.clear",
            PerYear(slope.PerYear),
            Between(slope),
            slope.Waves
        );

    public string Between(PublishedSlope slope) => Between(PerYear(slope.Low), PerYear(slope.High));

    public string Gap(PublishedGap gap)
    {
        var apart = gap.Difference < 0 ? gap.Reversed : gap;
        var sentence = language.Format(gap.Clear ? "report.gap.clear" : "report.gap.none", Number(apart.Difference));
        return apart is { Low: { } low, High: { } high }
            ? $"{sentence} {language.Format("report.gap.interval", Between(Number(low), Number(high)))}"
            : sentence;
    }

    private IEnumerable<string> Named(params (bool Holds, string Key)[] words) =>
        words.Where(one => one.Holds).Select(one => language[one.Key]);

    public string PerYear(double value) => (value + 0.0).ToString("+0.00;−0.00;0.00", language.Culture);

    private string Number(double value) => (value + 0.0).ToString("0.0#;−0.0#;0.0", language.Culture);

    private string Points(int points) => points.ToString("+0;−0;0", language.Culture);

    private string? Between(PublishedVerdict verdict) =>
        verdict is { ShareLow: { } low, ShareHigh: { } high } ? Between(Points(low), Points(high)) : null;

    /// <summary>Non-breaking spaces keep both ends on one line.</summary>
    private string Between(string low, string high) => language.Format("charts.between", low, high).Replace(' ', '\u00A0');

    private static string WithInterval(string words, string? interval) => interval is null ? words : $"{words} ({interval})";
}
