using Survey.Db.Results;

namespace Survey.Reports.Charts;

public readonly record struct FigureRange(double From, double To)
{
    public double Middle => (From + To) / 2;
}

/// <summary>Positions of a figure on the rating scale 1 to 5, for drawing.</summary>
public static class FigurePlace
{
    private const double Lowest = 1,
        Highest = 5,
        LowerCut = 2.5,
        UpperCut = 3.5;

    /// <summary>The values that the shown value or word stands for; null: nothing is shown.</summary>
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

    /// <summary>The value, else the middle of <see cref="Range"/>; null: nothing is shown.</summary>
    public static double? Place(this PublishedFigure? figure) =>
        figure is { Shown: Shown.Yes, Value: { } value } ? value : figure.Range()?.Middle;

    /// <summary>Null: the figure is not shown in trends.</summary>
    public static (double Place, FigureRange Bin)? TrendPlace(this PublishedFigure? figure) =>
        figure is { HasTrend: true } && figure.Range() is { } bin ? (figure.Place()!.Value, bin) : null;
}
