namespace Survey.Reports.Charts;

/// <summary>A straight map from values to places on a drawing, in per cent of its width or in pixels of its height.</summary>
public readonly record struct Scale(double From, double To, double Start = 0, double End = 100)
{
    /// <summary>The scale of a rating from 1 to 5, with room for a mark at both ends.</summary>
    public static Scale Rating { get; } = new(1, 5, 4, 96);

    /// <returns>The place of <paramref name="value"/>; values outside stop at the ends.</returns>
    public double At(double value) => Start + Math.Clamp((value - From) / (To - From), 0, 1) * (End - Start);
}
