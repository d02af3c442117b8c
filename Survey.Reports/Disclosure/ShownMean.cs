using Survey.Db.Results;
using Survey.Reports.Scoring;

namespace Survey.Reports.Disclosure;

/// <summary>A value on a grid whose two steps at either end are joined. The 95 % interval is rounded outward.</summary>
/// <param name="Shown">yes; low or high for a joined end, whose inner limit is the value.</param>
public readonly record struct ShownMean(Shown Shown, double Value, double Step, double Low, double High)
{
    /// <summary>Value and interval are blurred. <paramref name="shown"/> is n', at least 10.</summary>
    public static ShownMean Of(double value, Interval interval, double lowest, double highest, int shown)
    {
        var steps = FigureStep.Steps(shown);
        var step = (highest - lowest) / steps;
        var place = (value - lowest) / step;
        var nearest = (int)Math.Floor(place + 0.5 + 1e-9);
        var (end, at) =
            nearest <= 1 ? (Db.Results.Shown.Low, 1.5)
            : nearest >= steps - 1 ? (Db.Results.Shown.High, steps - 1.5)
            : (Db.Results.Shown.Yes, nearest);
        var low = Math.Max(0, Math.Floor((interval.Low - lowest) / step + 1e-9));
        var high = Math.Min(steps, Math.Ceiling((interval.High - lowest) / step - 1e-9));
        return new(end, On(at), step, On(low), On(high));

        double On(double number) => Rounded.To(lowest + number * step, 4);
    }

    /// <summary>The word for 5 to 9 answers. On a scale from 1 to 5 the cuts are 2.5 and 3.5.</summary>
    public static string WordOf(double value, double lowest, double highest)
    {
        var place = (value - lowest) / (highest - lowest);
        return place < 0.375 - 1e-9 ? FigureWord.Low
            : place > 0.625 + 1e-9 ? FigureWord.High
            : FigureWord.Middle;
    }

    /// <summary>In the coarser step of the two values.</summary>
    public static double Difference(double value, double step, double other, double otherStep)
    {
        var coarser = Math.Max(step, otherStep);
        var places = ((decimal)value - (decimal)other) / (decimal)coarser;
        return (double)(Math.Round(places, MidpointRounding.AwayFromZero) * (decimal)coarser) + 0.0;
    }

    /// <summary>Rounds an end of a difference's interval outward.</summary>
    public static double Outward(double end, double step, bool isHigh) =>
        Rounded.To(step * (isHigh ? Math.Ceiling(end / step - 1e-9) : Math.Floor(end / step + 1e-9)), 4);
}
