namespace Survey.Reports.Disclosure;

/// <summary>How finely figures of n' answers are shown: a step of a mean or a share is worth about three answers or more.</summary>
public static class FigureStep
{
    /// <summary>From this many answers on there are shares and bars, and figures are put in order and in trends.</summary>
    public const int Fine = 15;

    /// <summary>From this many answers on a distribution has all its values; under it three parts.</summary>
    public const int AllParts = 25;

    /// <summary>Into how many steps the scale is divided: of a scale from 1 to 5 they are 0.5, 0.2, 0.1 and 0.05 wide.</summary>
    /// <param name="shown">At least 10.</param>
    public static int Steps(int shown) =>
        shown switch
        {
            < Fine => 8,
            < 30 => 20,
            < 400 => 40,
            _ => 80,
        };

    /// <summary>
    /// Per cent from one shown share to the next; null: none is shown, because steps of three answers would tell nothing.
    /// </summary>
    public static int? OfShare(int shown) =>
        shown switch
        {
            < Fine => null,
            < AllParts => 20,
            < 60 => 10,
            < 150 => 5,
            < 300 => 2,
            _ => 1,
        };
}
