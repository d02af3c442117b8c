namespace Survey.Reports.Disclosure;

/// <summary>
/// Numbers of people as they may be seen: to the nearest 5, from 200 on to the nearest 10, from 1,000 on with two digits.
/// </summary>
public static class ShownCount
{
    private const int Base = 5;

    /// <summary>What "5 to 9" is stored as: the fewest answers of which anything is shown.</summary>
    public const int Least = Base;

    /// <summary>From this many answers on a mean is a number; under it a word.</summary>
    public const int Numbers = 10;

    /// <param name="people">Blurred; may be negative.</param>
    /// <returns>0: fewer than 5.</returns>
    public static int Round(double people)
    {
        var step =
            people < 200 ? Base
            : people < 1000 ? 2 * Base
            : (int)Math.Pow(10, (int)Math.Log10(people) - 1);
        return Math.Max(0, step * (int)Math.Floor(people / step + 0.5));
    }

    /// <summary>The number of answers of a figure that is shown.</summary>
    /// <param name="answers">Blurred.</param>
    /// <param name="minimumGroup">Everybody knows that there are so many.</param>
    /// <param name="customers">There can't be more; null: unknown.</param>
    public static int OfAnswers(double answers, int minimumGroup, int? customers)
    {
        var least = Math.Max(Least, Base * (minimumGroup / Base));
        var most = customers is { } all ? Math.Max(least, Base * (all / Base)) : int.MaxValue;
        return Math.Clamp(Round(answers), least, most);
    }
}
