namespace Survey.Reports.Charts;

/// <summary>Linear map from values to positions, in per cent of a drawing's width or in pixels of its height.</summary>
public readonly record struct Scale(double From, double To, double Start = 0, double End = 100)
{
    /// <summary>Ratings 1 to 5, with room for a mark at both ends.</summary>
    public static Scale Rating { get; } = new(1, 5, 4, 96);

    public double At(double value) => Start + Math.Clamp((value - From) / (To - From), 0, 1) * (End - Start);
}
