namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>What the intruder knows of the number of people in the part that is shown.</summary>
public enum PartKnown
{
    /// <summary>Nothing but what is published; other people answer each time.</summary>
    Published,

    /// <summary>It is the same in all waves.</summary>
    Constant,

    /// <summary>By how much it changes from wave to wave.</summary>
    Changes,

    /// <summary>All of it.</summary>
    Exactly,
}

/// <summary>Reads a hidden number of people, 0 to 4, from the numbers of a whole and of a part in several waves.</summary>
internal sealed class CountIntruder(PartKnown known)
{
    private const int MostHidden = 4;
    private const int FarthestFixed = 5;
    private const int FarthestOfWave = 1;

    private readonly HashSet<int> _whole = [.. Enumerable.Range(-20, 400)];
    private readonly HashSet<int> _part = [.. Enumerable.Range(-20, 400)];
    private readonly HashSet<int> _differences = [.. Enumerable.Range(-400, 800)];

    /// <param name="whole">As shown, under 200.</param>
    /// <param name="since">How many more people than in the first wave, if that is known.</param>
    public void See(int whole, int part, int since)
    {
        var (low, high) = (-2 - FarthestOfWave, 2 + FarthestOfWave);
        if (known == PartKnown.Published)
        {
            _differences.RemoveWhere(difference => difference < whole + low - (part + high) || difference > whole + high - (part + low));
            return;
        }
        _whole.RemoveWhere(number => number + since < whole + low || number + since > whole + high);
        _part.RemoveWhere(number => number + since < part + low || number + since > part + high);
    }

    /// <param name="part">The number of people of the part in the first wave.</param>
    public IReadOnlyList<int> Possible(int part) =>
        [
            .. Enumerable
                .Range(0, MostHidden + 1)
                .Where(hidden =>
                    known switch
                    {
                        PartKnown.Published => _differences.Any(difference => Math.Abs(difference - hidden) <= 2 * FarthestFixed),
                        PartKnown.Exactly => _whole.Any(number => Math.Abs(number - part - hidden) <= FarthestFixed),
                        _ => _whole.Any(number => _part.Any(other => Math.Abs(number - other - hidden) <= 2 * FarthestFixed)),
                    }
                ),
        ];
}
