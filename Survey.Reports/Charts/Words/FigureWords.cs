using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Disclosure;

namespace Survey.Reports.Charts.Words;

/// <summary>Formats published figures in a language. Nothing is rounded or computed here.</summary>
public sealed class FigureWords(Language language)
{
    /// <summary>Step of the shares of "no contact" and "does not apply" in per cent: their own step is not stored.</summary>
    internal const int UsualShareStep = 10;

    private const string LeastAnswers = "5–9";

    /// <summary>The mean or score, an end of the scale, or a word; "not enough answers" if hidden or null.</summary>
    public string Value(PublishedFigure? figure) =>
        figure switch
        {
            { Word: { } word } => language[$"charts.word.{word}"],
            { Shown: Shown.Yes, Value: not null } => Number(figure),
            { Shown: Shown.Low, Value: not null } => language.Format("charts.orLower", Number(figure)),
            { Shown: Shown.High, Value: not null } => language.Format("charts.orHigher", Number(figure)),
            _ => language["charts.hidden"],
        };

    /// <summary>Short, for a table cell: "≤ 1.5"; null when hidden.</summary>
    public string? Brief(PublishedFigure? figure) =>
        figure switch
        {
            { Word: not null } => Value(figure),
            { Shown: Shown.Yes, Value: not null } => Number(figure),
            { Shown: Shown.Low, Value: not null } => "≤\u00A0" + Number(figure),
            { Shown: Shown.High, Value: not null } => "≥\u00A0" + Number(figure),
            _ => null,
        };

    public string Interval(PublishedFigure? figure) =>
        figure switch
        {
            { Kind: FigureKind.Recommendation, Low: { } low, High: { } high } =>
                $"{Score(low, FigureDecimals.Of(figure))} … {Score(high, FigureDecimals.Of(figure))}",
            { Low: { } low, High: { } high } => $"{Real(low, FigureDecimals.Of(figure))}–{Real(high, FigureDecimals.Of(figure))}",
            _ => "–",
        };

    /// <summary>Half the interval, with the decimals of the figure: "sure to about ±0.3"; null without an interval.</summary>
    public string? Sureness(PublishedFigure? figure) =>
        figure is { Low: { } low, High: { } high }
            ? language.Format("charts.sureness", Real(Half(low, high, FigureDecimals.Of(figure)), FigureDecimals.Of(figure)))
            : null;

    /// <summary>The rounded number of answers, for a table: "160", "5–9"; a dash when hidden.</summary>
    public string Answers(PublishedFigure? figure) =>
        figure switch
        {
            { N: ShownCount.Least } => LeastAnswers,
            { N: { } n } => Whole(n),
            _ => "–",
        };

    /// <summary>For a sentence: "about 160 answers" or "5 to 9 answers".</summary>
    public string AnswerCount(PublishedFigure figure) =>
        figure.N is { } n and not ShownCount.Least ? language.Count("charts.answers", n) : language["charts.fewAnswers"];

    public string Favourable(PublishedFigure? figure) =>
        figure is { Favourable: { } share, ShareStep: { } step } ? Share(share, step) : "–";

    /// <summary>The response rate or its band; "not known" for imported history.</summary>
    public string Rate(PublishedParticipation? participation) =>
        participation switch
        {
            { ResponseRate: { } rate } => Share(rate, ShownRate.Step),
            { ResponseBand: { } band } => language[$"charts.band.{band}"],
            _ => language["charts.unknown"],
        };

    /// <summary>The share of "no contact" among the answers. The step is that of the cell's shares; null: not known.</summary>
    public string NoContact(int share, int? step) => Share(share, step ?? UsualShareStep);

    /// <summary>About how many chose "does not apply"; a dash if the number is not published.</summary>
    public string DoesNotApply(PublishedFigure figure) =>
        figure.DoesNotApply switch
        {
            null => "–",
            0 => language["charts.underFive"],
            { } people => Whole(people),
        };

    /// <summary>Such as "under 5%", "40%", "95% or more". The share is a multiple of the step.</summary>
    public string Share(int share, int step) =>
        share switch
        {
            0 => language.Format("charts.under", Percent(ShareLimits.Under(step))),
            100 => language.Format("charts.orMore", Percent(ShareLimits.OrMore(step))),
            _ => Percent(share),
        };

    /// <summary>Short, for the label of a mark: "40", "≥ 95".</summary>
    public string BriefShare(int share, int step) =>
        share switch
        {
            0 => "<\u00A0" + Whole(ShareLimits.Under(step)),
            100 => "≥\u00A0" + Whole(ShareLimits.OrMore(step)),
            _ => Whole(share),
        };

    /// <summary>The parts of a distribution, lowest first: "1–2", "40%".</summary>
    public IReadOnlyList<(string Part, string Share)> Parts(PublishedFigure figure) =>
        [
            .. figure.Shares!.Select(
                (share, part) => (Distribution.Label(part, figure.Shares!.Length), Share(share, figure.ShareStep!.Value))
            ),
        ];

    /// <param name="scale">Null: the answers are on several scales.</param>
    public string PartsSentence(PublishedFigure figure, RatingScale? scale) =>
        string.Join(
            "; ",
            Parts(figure)
                .Select(
                    (one, part) =>
                        scale is null
                            ? language.Format("charts.partShare", one.Part, one.Share)
                            : language.Format("charts.pointShare", language.Part(part, figure.Shares!.Length, scale), one.Share)
                )
        );

    public string Target(double value) => value.ToString("F1", language.Culture);

    public string Percent(int share) => language.Format("charts.percent", share);

    public string Whole(int count) => count.ToString("N0", language.Culture);

    /// <summary>Mean, interval and number of answers in a sentence, for screen readers.</summary>
    public string Sentence(PublishedFigure? figure) =>
        figure switch
        {
            null or { IsShown: false } => language["charts.hidden"],
            { Low: not null, High: not null } => language.Format(
                "charts.meanWithInterval",
                Value(figure),
                Interval(figure),
                AnswerCount(figure)
            ),
            _ => language.Format("charts.meanOnly", Value(figure), AnswerCount(figure)),
        };

    /// <summary>Such as "below the target", or "better than before (asked differently since 1 November 2026)".</summary>
    public string Verdict(PublishedVerdict verdict)
    {
        var words = language[$"charts.verdict.{verdict.Against.Text()}.{verdict.Called.Text()}"];
        return verdict.AskedDifferentlySince is { } day
            ? $"{words} ({language.Format("charts.break.askedSince", language.Since(day))})"
            : words;
    }

    /// <summary>A change in points of the scale, such as "−0.4"; a dash if it is not stated.</summary>
    public string Difference(PublishedVerdict verdict) => verdict.Difference is { } difference ? Points(difference) : "–";

    public string Points(double points) => points.ToString("+0.0#;−0.0#;0.0", language.Culture);

    public string AxisPoints(double points) => points.ToString("+0.#;−0.#;0", language.Culture);

    private string Number(PublishedFigure figure) =>
        figure.Kind == FigureKind.Recommendation
            ? Score(figure.Value!.Value, FigureDecimals.OfValue(figure))
            : Real(figure.Value!.Value, FigureDecimals.OfValue(figure));

    /// <summary>In decimal numbers, because 0.25 and 0.35 have to round alike.</summary>
    private static double Half(double low, double high, int decimals) =>
        (double)Math.Round(((decimal)high - (decimal)low) / 2, decimals, MidpointRounding.AwayFromZero);

    private string Real(double value, int decimals) => value.ToString($"F{decimals}", language.Culture);

    private string Score(double value, int decimals)
    {
        var digits = decimals == 0 ? "0" : $"0.{new string('0', decimals)}";
        return value.ToString($"+{digits};−{digits};{digits}", language.Culture);
    }
}
