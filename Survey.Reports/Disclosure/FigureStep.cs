using Survey.Db;

namespace Survey.Reports.Disclosure;

/// <summary>How finely figures of n' answers are shown (rule A6). A step is worth about three answers or more.</summary>
public static class FigureStep
{
    /// <summary>From here on there are shares and bars, and figures have an order and trends.</summary>
    public const int Fine = Thresholds.Fine;

    /// <summary>From here on a distribution shows all its values; below this three parts.</summary>
    public const int AllParts = 25;

    /// <summary>Number of steps on the scale; from 1 to 5 they are 0.5, 0.2, 0.1 and 0.05 wide. At least 10 answers.</summary>
    public static int Steps(int shown) =>
        shown switch
        {
            < Fine => 8,
            < 30 => Thresholds.FineSteps,
            < 400 => 40,
            _ => 80,
        };

    /// <summary>Per cent. Null: no share is shown, because steps worth three answers would say nothing.</summary>
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
