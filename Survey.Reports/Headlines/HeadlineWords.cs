using Survey.Db.Languages;
using Survey.Db.Results;
using Survey.Reports.Charts;
using Survey.Reports.Charts.Words;

namespace Survey.Reports.Headlines;

/// <summary>Parts of sentences. Names stand in quotation marks, so that no language has to inflect them.</summary>
internal sealed class HeadlineWords(Language language)
{
    /// <summary>Readers do not read longer lists.</summary>
    public const int MostNames = 3;

    private readonly FigureWords _figures = new(language);

    public string Quote(string name) => language.Format("headlines.quote", name);

    public string Quote(LocalizedText name) => Quote(name.In(language.Code));

    public static string List(IEnumerable<string> names) => string.Join(", ", names.Take(MostNames));

    /// <param name="whose">"overall" of a relationship or of everything, "provider" or "customer" of a unit.</param>
    public string Rating(PublishedFigure? figure, string whose) =>
        figure switch
        {
            { Word: not null } => language.Format($"headlines.{whose}.word", Value(figure), _figures.AnswerCount(figure)),
            null or { Value: null } => language[$"headlines.{whose}.hidden"],
            { Low: not null, High: not null } => language.Format(
                $"headlines.{whose}.interval",
                _figures.Value(figure),
                _figures.Interval(figure)
            ),
            _ => language.Format($"headlines.{whose}.plain", _figures.Value(figure), _figures.AnswerCount(figure)),
        };

    public string Value(PublishedFigure figure) => figure.Word is { } word ? language[$"charts.word.{word}"] : _figures.Value(figure);

    /// <summary>Such as "“Waiting”: 2.5, promised 4.0 (about 40 answers)".</summary>
    public string Named(AttentionFigure figure)
    {
        var name = figure.Step is { } step ? Quote(step) : language["report.overallRating"];
        return figure.Target is { } target
            ? language.Format("headlines.figurePromised", name, Value(figure.Figure), Target(target), _figures.AnswerCount(figure.Figure))
            : language.Format("headlines.figure", name, Value(figure.Figure), _figures.AnswerCount(figure.Figure));
    }

    public string Target(double target) => _figures.Target(target);
}
