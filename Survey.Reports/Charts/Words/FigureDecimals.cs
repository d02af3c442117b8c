using Survey.Db.Results;

namespace Survey.Reports.Charts.Words;

/// <summary>Decimals of a shown figure: those of its step.</summary>
internal static class FigureDecimals
{
    public static int Of(PublishedFigure figure) => Of(figure.Step ?? 1);

    /// <summary>A value at an end of the scale ("1.5 or lower") lies between two steps and may need one decimal more.</summary>
    public static int OfValue(PublishedFigure figure) =>
        figure.Shown is Shown.Low or Shown.High ? Math.Max(Of(figure), Of(figure.Value ?? 0)) : Of(figure);

    private static int Of(double number) => ((decimal)number).Scale;
}
