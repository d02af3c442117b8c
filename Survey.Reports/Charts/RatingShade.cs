using Survey.Db.Results;

namespace Survey.Reports.Charts;

/// <summary>The colour of a mean, one of five. The number or word always stands beside it.</summary>
public static class RatingShade
{
    /// <summary>The lowest means of shades 2 to 5.</summary>
    public static IReadOnlyList<double> Bounds { get; } = [2.5, 3.25, 3.75, 4.25];

    public static int Number(double mean) => 1 + Bounds.Count(bound => mean >= bound);

    /// <summary>1 to 5; null: nothing shown. Words have middle shades: a small group must not look stronger than a large one.</summary>
    public static int? Number(PublishedFigure? figure) =>
        figure switch
        {
            { Word: { } word } => OfWord(word),
            _ when figure.Place() is { } mean => Number(mean),
            _ => null,
        };

    public static int OfWord(string word) =>
        word switch
        {
            FigureWord.Low => 2,
            FigureWord.High => 4,
            _ => 3,
        };

    public static string Of(PublishedFigure? figure) => Number(figure) is { } shade ? $"rate-{shade}" : "figure-hidden";
}
