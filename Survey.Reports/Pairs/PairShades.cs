using Survey.Db.Languages;
using Survey.Db.Results;
using Survey.Reports.Look;

namespace Survey.Reports.Pairs;

/// <summary>What the shades of a matrix mean.</summary>
internal static class PairShades
{
    private static readonly string[] AllWords = [FigureWord.Low, FigureWord.Middle, FigureWord.High];

    /// <summary>What stands for a mean of few answers, each word with its shade.</summary>
    public static IReadOnlyList<(int Shade, string Meaning)> Words(Language language) =>
        [
            .. AllWords.Select(word =>
                (
                    RatingShade.OfWord(word),
                    language.Format("report.titleOf", language["charts.fewAnswers"], language[$"charts.word.{word}"])
                )
            ),
        ];

    /// <param name="shade">1 to 5.</param>
    public static string Meaning(int shade, Language language)
    {
        var bounds = RatingShade.Bounds;
        return shade == 1 ? language.Format("pairs.under", bounds[0])
            : shade > bounds.Count ? language.Format("pairs.from", bounds[^1])
            : language.Format("pairs.between", bounds[shade - 2], bounds[shade - 1]);
    }
}
