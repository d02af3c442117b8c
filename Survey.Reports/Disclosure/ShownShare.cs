namespace Survey.Reports.Disclosure;

/// <summary>
/// Shares in per cent as they may be seen: on a grid, whose ends mean "under half a step" and "all but half a step or more".
/// </summary>
public static class ShownShare
{
    /// <param name="share">Blurred; may lie outside of 0 to 1.</param>
    /// <param name="step">See <see cref="FigureStep.OfShare"/>.</param>
    public static int Of(double share, int step) => step * (int)Math.Floor(Math.Clamp(share, 0, 1) * 100 / step + 0.5 + 1e-9);

    /// <summary>An end of an interval, away from its middle.</summary>
    public static int Outward(double share, int step, bool isHigh)
    {
        var places = Math.Clamp(share, 0, 1) * 100 / step;
        return Math.Min(100, step * (int)(isHigh ? Math.Ceiling(places - 1e-9) : Math.Floor(places + 1e-9)));
    }
}
