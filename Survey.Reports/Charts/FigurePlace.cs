using Survey.Db.Results;

namespace Survey.Reports.Charts;

/// <summary>A part of the scale from 1 to 5.</summary>
public readonly record struct FigureRange(double From, double To)
{
    public double Middle => (From + To) / 2;
}

/// <summary>Where the figure of a rating lies on the scale from 1 to 5, for drawing.</summary>
public static class FigurePlace
{
    private const double Lowest = 1,
        Highest = 5,
        LowerCut = 2.5,
        UpperCut = 3.5;

    /// <summary>The values that the shown one, or the word, stands for; null: nothing is shown.</summary>
    public static FigureRange? Range(this PublishedFigure? figure) =>
        figure switch
        {
            { Word: FigureWord.Low } => new(Lowest, LowerCut),
            { Word: FigureWord.Middle } => new(LowerCut, UpperCut),
            { Word: FigureWord.High } => new(UpperCut, Highest),
            { Shown: Shown.Low, Value: { } end } => new(Lowest, end),
            { Shown: Shown.High, Value: { } end } => new(end, Highest),
            { Value: { } value, Step: { } step } => new(Math.Max(Lowest, value - step / 2), Math.Min(Highest, value + step / 2)),
            _ => null,
        };

    /// <summary>The value, or the middle of <see cref="Range"/> where that is all that is known; null: nothing is shown.</summary>
    public static double? Place(this PublishedFigure? figure) =>
        figure is { Shown: Shown.Yes, Value: { } value } ? value : figure.Range()?.Middle;

    /// <summary>Place and range of a figure that belongs in a trend; null: it has none.</summary>
    public static (double Place, FigureRange Bin)? TrendPlace(this PublishedFigure? figure) =>
        figure is { HasTrend: true } && figure.Range() is { } bin ? (figure.Place()!.Value, bin) : null;
}
