namespace Survey.Db.Waves;

/// <summary>How finely a respondent is described.</summary>
/// <param name="CustomerUnitId">A direct child of the relationship's customer unit, or that unit itself.</param>
/// <param name="Employment">permanent, temporary, contractor or partner; null: any.</param>
public readonly record struct ReportingGroup(long CustomerUnitId, string? Employment);

/// <summary>Coarsens the description of each respondent until at least k people share it (rule A1).</summary>
public static class ReportingGroups
{
    /// <summary>
    /// Within a unit the employment kinds with fewer than k people are pooled as "any", which takes in the unit's smallest other kind
    /// while it is under k; a unit with fewer than k people in all rises to the customer unit; a rest under k there takes in
    /// the smallest group of the customer unit itself, else the smallest whole unit.
    /// So a unit other than the customer unit keeps all of its people or none.
    /// </summary>
    /// <param name="people">The finest description of each.</param>
    /// <returns>The group of each, in the order of <paramref name="people"/>.</returns>
    public static ReportingGroup[] Coarsen(IReadOnlyList<ReportingGroup> people, long customerUnitId, int k)
    {
        var coarse = Coarsen(people.CountBy(group => group).ToDictionary(size => size.Key, size => size.Value), customerUnitId, k);
        return [.. people.Select(person => coarse[person])];
    }

    /// <summary>The same for people counted by their description.</summary>
    /// <param name="sizes">How many people share each finest description: unit as in <see cref="ReportingGroup"/>, employment null when
    /// unknown.</param>
    /// <param name="customerUnitId">The relationship's customer unit.</param>
    /// <param name="k">At least 1.</param>
    /// <returns>
    /// What each description becomes. Each result has k people or more, except when there are fewer than k people in all: then
    /// everybody is in the one group (customer unit, any), and it is for the caller to ask or show nothing.
    /// </returns>
    public static IReadOnlyDictionary<ReportingGroup, ReportingGroup> Coarsen(
        IReadOnlyDictionary<ReportingGroup, int> sizes,
        long customerUnitId,
        int k
    )
    {
        var units = sizes
            .GroupBy(size => size.Key.CustomerUnitId)
            .ToDictionary(unit => unit.Key, unit => unit.ToDictionary(size => size.Key.Employment ?? "", size => size.Value));
        units.Remove(customerUnitId, out var top);
        var rising = units.Where(unit => unit.Value.Values.Sum() < k).Select(unit => unit.Key).ToHashSet();

        var pooledAtTop = PooledKinds(top ?? [], rising.Sum(unit => units[unit].Values.Sum()), k, out var pool);
        if (pool > 0 && pool < k && units.Keys.Except(rising).ToList() is { Count: > 0 } staying)
        {
            rising.Add(staying.OrderBy(unit => units[unit].Values.Sum()).ThenBy(unit => unit).First());
        }
        var pooled = units.ToDictionary(unit => unit.Key, unit => PooledKinds(unit.Value, 0, k, out _));
        pooled[customerUnitId] = pooledAtTop;

        return sizes.Keys.ToDictionary(group => group, Coarse);

        ReportingGroup Coarse(ReportingGroup finest) =>
            rising.Contains(finest.CustomerUnitId) ? new(customerUnitId, null)
            : pooled[finest.CustomerUnitId].Contains(finest.Employment ?? "") ? finest with { Employment = null }
            : finest;
    }

    /// <summary>Which employment kinds of a unit become "any", and how many people that makes with <paramref name="others"/>.</summary>
    private static HashSet<string> PooledKinds(Dictionary<string, int> kinds, int others, int k, out int pool)
    {
        var pooled = kinds.Where(kind => kind.Value < k || kind.Key == "").Select(kind => kind.Key).ToHashSet();
        pool = others + kinds.Where(kind => pooled.Contains(kind.Key)).Sum(kind => kind.Value);
        foreach (
            var kind in kinds
                .Where(kind => !pooled.Contains(kind.Key))
                .OrderBy(kind => kind.Value)
                .ThenBy(kind => kind.Key, StringComparer.Ordinal)
        )
        {
            if (pool == 0 || pool >= k)
            {
                break;
            }
            pooled.Add(kind.Key);
            pool += kind.Value;
        }
        return pooled;
    }
}
