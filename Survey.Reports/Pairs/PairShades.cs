using Survey.Db.Languages;
using Survey.Db.Results;
using Survey.Reports.Charts;

namespace Survey.Reports.Pairs;

internal static class PairShades
{
    private static readonly string[] AllWords = [FigureWord.Low, FigureWord.Middle, FigureWord.High];

    /// <summary>The words that stand for a mean of few answers, with their shades.</summary>
    public static IReadOnlyList<(int Shade, string Meaning)> Words(Language language) =>
        [
            .. AllWords.Select(word =>
                (
                    RatingShade.OfWord(word),
                    language.Format("report.titleOf", language["charts.fewAnswers"], language[$"charts.word.{word}"])
                )
            ),
        ];

    public static string Meaning(int shade, Language language)
    {
        var bounds = RatingShade.Bounds;
        return shade == 1 ? language.Format("pairs.under", bounds[0])
            : shade > bounds.Count ? language.Format("pairs.from", bounds[^1])
            : language.Format("pairs.between", bounds[shade - 2], bounds[shade - 1]);
    }
}
