namespace Survey.Reports.Disclosure;

/// <summary>
/// A share of people who answered several questions in a certain way, told so coarsely that each value stands for at least the minimum of
/// numbers. An exact one beside exact distributions would tell which answers a few people gave together.
/// </summary>
public static class CoarseShare
{
    /// <summary>Whole per cent from one told value to the next; wider ones would make few look like nobody.</summary>
    private static readonly int[] Widths = [1, 2, 5, 10];

    /// <param name="share">0 to 1.</param>
    /// <returns>Per cent; null with too few people.</returns>
    public static int? Of(double share, int people, int minimum) =>
        Width(people, minimum) is { } width ? width * (int)Math.Round((decimal)share * 100 / width, MidpointRounding.AwayFromZero) : null;

    private static int? Width(int people, int minimum) =>
        Widths.Where(width => (long)width * people >= 100L * minimum).Select(width => (int?)width).FirstOrDefault();
}
