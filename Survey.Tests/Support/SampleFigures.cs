using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Disclosure;
using Survey.Reports.Publishing;
using Survey.Reports.Scoring;

namespace Survey.Tests.Support;

/// <summary>Figures as sealing would publish them, from invented answers of which none is moved.</summary>
public static class SampleFigures
{
    private const int Minimum = 5;

    /// <param name="counts">Answers per rating, 1 to 5.</param>
    public static PublishedFigure Rating(string item, params int[] counts) => Of(item, FigureKind.Rating, counts);

    /// <param name="counts">Answers per value of the kind's scale, from the lowest on.</param>
    public static PublishedFigure Of(string item, FigureKind kind, params int[] counts)
    {
        var scale = ScaleOf(kind, counts.Length);
        var n = counts.Sum();
        return Figures.Of(
            new BlurredItem(
                new PublicationCell(0, 0, CellKind.Relationship, 1, null, null, null, Minimum, null, null),
                item,
                scale,
                IsBreakdownPoint: item != "overall",
                n < Minimum ? null : Unblurred(scale.Lowest, counts),
                n >= Minimum && item != "overall" && kind == FigureKind.Rating ? ShownCount.Round(n / 20.0) : null,
                FinitePopulation.Unknown,
                1,
                false
            )
        ) with
        {
            CellId = 0,
        };
    }

    /// <summary>A rating as it could be shown of about so many answers, without shares.</summary>
    public static PublishedFigure Valued(string item, double value, double? low = null, double? high = null, int n = 85) =>
        new(0, item, FigureKind.Rating, Shown.Yes)
        {
            N = n,
            Value = value,
            Step = 0.1,
            Low = low ?? value - 0.3,
            High = high ?? value + 0.3,
        };

    /// <summary>A rating of 5 to 9 answers.</summary>
    public static PublishedFigure InWords(string item, string word) => new(0, item, FigureKind.Rating, Shown.Yes) { N = 5, Word = word };

    public static PublishedFigure Hidden(string item, FigureKind kind = FigureKind.Rating) => new(0, item, kind, Shown.Hidden);

    /// <param name="lowest">The value that the first count stands for.</param>
    internal static BlurredCell Unblurred(int lowest, IReadOnlyList<int> counts)
    {
        var n = counts.Sum();
        var shown = ShownCount.OfAnswers(n, Minimum, null);
        return new(lowest, [.. counts.Select(count => (double)count)], n, n, shown, shown, Minimum);
    }

    private static AnswerScale ScaleOf(FigureKind kind, int values) =>
        kind switch
        {
            FigureKind.TimeLost => AnswerScale.TimeLost,
            FigureKind.Recommendation => AnswerScale.Of(QuestionKind.Recommendation, 0),
            FigureKind.Effort => AnswerScale.Of(QuestionKind.Effort, 0),
            FigureKind.Choice => AnswerScale.Of(QuestionKind.Choice, values),
            FigureKind.Rating => AnswerScale.Of(QuestionKind.Rating, 0),
        };
}
