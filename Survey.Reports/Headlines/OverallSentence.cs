using Survey.Db.Languages;
using Survey.Db.Results;
using Survey.Reports.Charts;

namespace Survey.Reports.Headlines;

/// <summary>Says an overall rating in a sentence, as sure as it is.</summary>
internal static class OverallSentence
{
    /// <param name="figure">Null reads as hidden.</param>
    public static string Of(PublishedFigure? figure, Language language)
    {
        var words = new FigureWords(language);
        return figure switch
        {
            null or { Value: null } => language["headlines.overall.hidden"],
            { Low: not null, High: not null } => language.Format("headlines.overall.interval", words.Value(figure), words.Interval(figure)),
            { Census: true } => language.Format("headlines.overall.census", words.Value(figure)),
            _ => language.Format("headlines.overall.plain", words.Value(figure), words.AnswerCount(figure)),
        };
    }
}
