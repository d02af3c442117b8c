using Survey.Db;

namespace Survey.Reports.Disclosure;

/// <summary>Numbers of people as shown: to the nearest 5, from 200 on to 10, from 1,000 on to two digits (rule A6).</summary>
public static class ShownCount
{
    private const int Base = Thresholds.FewestPeople;

    /// <summary>The fewest answers of which anything is shown; stands for "5 to 9".</summary>
    public const int Least = Base;

    /// <summary>Takes blurred numbers, which may be negative. 0 means fewer than 5.</summary>
    public static int Round(double people)
    {
        var step =
            people < 200 ? Base
            : people < 1000 ? 2 * Base
            : (int)Math.Pow(10, (int)Math.Log10(people) - 1);
        return Math.Max(0, step * (int)Math.Floor(people / step + 0.5));
    }

    /// <summary>Of a shown figure: at least the minimum group, which everybody knows; at most the customers (null: unknown).</summary>
    public static int OfAnswers(double answers, int minimumGroup, int? customers)
    {
        var least = Math.Max(Least, Base * (minimumGroup / Base));
        var most = customers is { } all ? Math.Max(least, Base * (all / Base)) : int.MaxValue;
        return Math.Clamp(Round(answers), least, most);
    }
}
