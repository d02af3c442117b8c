using System.Globalization;
using Survey.Db.Results;

namespace Survey.Reports.Disclosure;

/// <summary>How a figure of k to 9 answers may be seen (rule A6).</summary>
public static class SmallGroup
{
    /// <summary>From this many answers on figures are exact.</summary>
    public const int Exact = 10;

    /// <summary>What stands in for the number of answers, such as "5-9"; the number itself where nothing else is left of the band.</summary>
    public static string Band(int minimum) => Only(minimum)?.ToString(CultureInfo.InvariantCulture) ?? Band(minimum, Exact - 1);

    /// <summary>The same of several relationships together, small groups among them.</summary>
    public static string Band(int fewest, int most) => string.Create(CultureInfo.InvariantCulture, $"{fewest}-{most}");

    /// <summary>The number of answers that stands for a band where one is needed.</summary>
    public static int Middle(int minimum) => (minimum + Exact - 1) / 2;

    /// <summary>The number of answers where the band has room for one only: everybody knows it. Null: for several.</summary>
    public static int? Only(int minimum) => minimum == Exact - 1 ? minimum : null;

    /// <summary>
    /// One decimal, and within half a step of an end of the scale only that end: there a mean says what nearly everybody answered.
    /// </summary>
    /// <returns>How it is shown (yes, low or high) and the value: the mean, or the open end.</returns>
    public static (string Shown, double Value) Blur(double rounded, int lowest, int highest) =>
        rounded <= lowest + 0.5 ? (Shown.Low, lowest + 0.5)
        : rounded >= highest - 0.5 ? (Shown.High, highest - 0.5)
        : (Shown.Yes, rounded);

    /// <summary>
    /// A count beside a figure ("does not apply", "no contact") is told when it is nobody or at least the minimum, and only beside an
    /// exact number: a smaller one would point at single people, and beside a band it would give the band's number away.
    /// </summary>
    public static bool MayTell(int count, int answers, int minimum) => answers >= (Only(minimum) ?? Exact) && (count == 0 || count >= minimum);

    /// <summary>The same where fewer than the minimum of some people gave no answer: that nothing is told would itself tell.</summary>
    /// <param name="all">Among whom those counted are, and those who answered.</param>
    public static bool MayTell(int count, int answers, int all, int minimum) =>
        MayTell(count, answers, minimum) && (all <= answers || all - answers >= minimum);
}
