namespace Survey.Reports.Disclosure;

/// <summary>
/// The answers to one item in one cell, as they flow through a <see cref="Network"/>. Either a total, which other arcs add up to, or
/// the finest part that there is.
/// </summary>
/// <param name="Tail">The node it comes from.</param>
/// <param name="Head">The node it goes to.</param>
/// <param name="Cell">Null: the plan has no such figure, so nobody sees it.</param>
/// <param name="N">Answers.</param>
/// <param name="Minimum">Answers that a figure of it needs.</param>
/// <param name="Held">
/// First how many more could have answered (a total: <see cref="Unlimited"/>), then how much each value of the scale holds (answers, or customers they stand for), then
/// <paramref name="N"/> again.
/// </param>
public sealed record Arc(int Tail, int Head, long? Cell, bool IsTotal, int N, int Minimum, double[] Held)
{
    /// <summary>Where <see cref="Held"/> has who could have answered but did not.</summary>
    public const int Room = 0;

    /// <summary>More than anybody asks.</summary>
    public const double Unlimited = 1e6;

    /// <summary>Whatever else is hidden, this is not.</summary>
    public bool Stays { get; init; }

    /// <summary>Whatever it holds, this is hidden.</summary>
    public bool Goes { get; init; }

    /// <summary>What may be known of it although it is hidden; null: no more than of any other.</summary>
    public Coarse? Coarse { get; init; }

    /// <summary>People whose figure may be taken away from a shown one: fewer have to be nobody.</summary>
    public int Enough { get; init; } = Minimum;

    public bool TooFew => N < Minimum;

    /// <summary>Where <see cref="Held"/> has the number of answers.</summary>
    public int Count => Held.Length - 1;

    /// <summary>What a finest part holds.</summary>
    /// <param name="held">By value.</param>
    /// <param name="answers">How many.</param>
    /// <param name="most">Of how many people everybody may know that they are all that could have answered; null: nobody knows.</param>
    public static double[] Hold(IEnumerable<double> held, int answers, int? most) =>
        [Math.Max(0, most - answers ?? Unlimited), .. held, answers];

    /// <summary>What a total holds.</summary>
    public static double[] HoldAll(IEnumerable<Arc> parts, int values)
    {
        var held = new double[values + 2];
        foreach (var part in parts)
        {
            for (var place = 1; place < held.Length; place++)
            {
                held[place] += part.Held[place];
            }
        }
        held[Room] = Unlimited;
        return held;
    }
}
