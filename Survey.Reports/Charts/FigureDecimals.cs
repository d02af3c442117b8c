using Survey.Db.Results;

namespace Survey.Reports.Charts;

/// <summary>How many decimals a shown figure is written with: those of its step.</summary>
internal static class FigureDecimals
{
    /// <summary>Of an interval's ends.</summary>
    public static int Of(PublishedFigure figure) => Of(figure.Step ?? 1);

    /// <summary>The limit of an end lies between two steps and may need one more.</summary>
    public static int OfValue(PublishedFigure figure) =>
        figure.Shown is Shown.Low or Shown.High ? Math.Max(Of(figure), Of(figure.Value ?? 0)) : Of(figure);

    private static int Of(double number) => ((decimal)number).Scale;
}
