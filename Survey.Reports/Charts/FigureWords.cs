using System.Globalization;
using Survey.Db.Languages;
using Survey.Db.Results;
using Survey.Reports.Scoring;

namespace Survey.Reports.Charts;

/// <summary>Published figures in the words and numbers of a language. Nothing is rounded or computed here.</summary>
public sealed class FigureWords(Language language)
{
    /// <summary>The mean or score, an open end in words, or "not enough answers".</summary>
    /// <param name="figure">Null reads as hidden.</param>
    public string Value(PublishedFigure? figure) => figure switch
    {
        { Shown: Shown.Yes, Value: not null } => Number(figure),
        { Shown: Shown.Low, Value: not null } => language.Format("charts.orLower", Number(figure)),
        { Shown: Shown.High, Value: not null } => language.Format("charts.orHigher", Number(figure)),
        _ => language["charts.hidden"],
    };

    /// <summary>The same as short as a table's cell: "≤ 1.5"; null when hidden.</summary>
    public string? Brief(PublishedFigure? figure) => figure switch
    {
        { Shown: Shown.Yes, Value: not null } => Number(figure),
        { Shown: Shown.Low, Value: not null } => "≤\u00A0" + Number(figure),
        { Shown: Shown.High, Value: not null } => "≥\u00A0" + Number(figure),
        _ => null,
    };

    /// <summary>The 95 % interval, "census", or a dash where there is none.</summary>
    public string Interval(PublishedFigure? figure) => figure switch
    {
        { Kind: "recommendation", Low: { } low, High: { } high } => $"{Score(low)} … {Score(high)}",
        { Low: { } low, High: { } high } => $"{Mean(low)}–{Mean(high)}",
        { Census: true } => language["charts.census"],
        _ => "–",
    };

    /// <summary>How many answered; a band where small groups are among them, a dash when hidden.</summary>
    public string Answers(PublishedFigure? figure) => figure switch
    {
        { Shown: Shown.Hidden } => "–",
        { N: { } n } => Whole(n),
        { NBand: { } band } => string.Join('–', band.Split('-').Select(end => Whole(int.Parse(end, CultureInfo.InvariantCulture)))),
        _ => "–",
    };

    public string Favourable(PublishedFigure? figure) => figure?.Favourable is { } share ? Percent(share) : "–";

    /// <summary>The response rate or its band; "not known" for history.</summary>
    public string Rate(PublishedParticipation? participation) => participation switch
    {
        { ResponseRate: { } rate } => Percent(rate),
        { ResponseBand: { } band } => language[$"charts.band.{band}"],
        _ => language["charts.unknown"],
    };

    /// <summary>A mean with two decimals, such as an interval's end.</summary>
    public string Mean(double value) => value.ToString("F2", language.Culture);

    /// <summary>A target or an axis mark with one decimal.</summary>
    public string Target(double value) => value.ToString("F1", language.Culture);

    /// <param name="share">Whole per cent.</param>
    public string Percent(int share) => language.Format("charts.percent", share);

    /// <summary>A part of the people in whole per cent; some are never nobody, and most never all: "under 1%", "over 99%".</summary>
    public string Part(int count, int of) => (Rounded.Percent((double)count / of), count) switch
    {
        (0, > 0) => language.Format("charts.under", Percent(1)),
        (100, _) when count < of => language.Format("charts.over", Percent(99)),
        var (share, _) => Percent(share),
    };

    public string Whole(int count) => count.ToString("N0", language.Culture);

    /// <summary>Mean, interval and number of answers in one sentence, for readers who hear the chart.</summary>
    public string Sentence(PublishedFigure? figure) => figure switch
    {
        null or { Shown: Shown.Hidden } => language["charts.hidden"],
        { Low: not null, High: not null } => language.Format("charts.meanWithInterval", Value(figure), Interval(figure), AnswerCount(figure)),
        _ => language.Format("charts.meanOnly", Value(figure), AnswerCount(figure)),
    };

    /// <summary>Such as "better than before" or "below the target".</summary>
    public string Verdict(PublishedVerdict verdict) => language[$"charts.verdict.{verdict.Against}.{verdict.Called}"];

    /// <summary>The size of a change in points of the scale, such as "−0.42"; a dash when it is not stated.</summary>
    public string Difference(PublishedVerdict verdict) => verdict.Difference is { } difference ? Points(difference) : "–";

    /// <summary>Points of the scale with their sign and two decimals.</summary>
    public string Points(double points) => points.ToString("+0.00;−0.00;0.00", language.Culture);

    /// <summary>The same as an axis mark.</summary>
    public string AxisPoints(double points) => points.ToString("+0.#;−0.#;0", language.Culture);

    /// <summary>Such as "84 answers", "5–9 answers" or "1,180–1,188 answers".</summary>
    public string AnswerCount(PublishedFigure figure) => figure.N is { } n
        ? language.Count("charts.answers", n)
        : language.Format("charts.answerBand", Answers(figure));

    private string Number(PublishedFigure figure) => figure switch
    {
        { Kind: "recommendation" } => Score(figure.Value!.Value),
        { IsCoarse: true } => Target(figure.Value!.Value),
        _ => Mean(figure.Value!.Value),
    };

    private string Score(double value) => value.ToString("+0;−0;0", language.Culture);
}
