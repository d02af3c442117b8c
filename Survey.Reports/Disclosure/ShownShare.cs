namespace Survey.Reports.Disclosure;

/// <summary>Shares in per cent on a grid whose ends mean "under half a step" and "all but half a step or more".</summary>
public static class ShownShare
{
    /// <summary>A blurred share may be below 0 or above 1. The step: <see cref="FigureStep.OfShare"/>.</summary>
    public static int Of(double share, int step) => step * (int)Math.Floor(Math.Clamp(share, 0, 1) * 100 / step + 0.5 + 1e-9);

    /// <summary>Rounds an end of an interval outward.</summary>
    public static int Outward(double share, int step, bool isHigh)
    {
        var places = Math.Clamp(share, 0, 1) * 100 / step;
        return Math.Min(100, step * (int)(isHigh ? Math.Ceiling(places - 1e-9) : Math.Floor(places + 1e-9)));
    }
}
