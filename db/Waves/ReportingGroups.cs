using Survey.Db.People;

namespace Survey.Db.Waves;

/// <param name="CustomerUnitId">A direct child of the relationship's customer unit, or that unit itself.</param>
/// <param name="Employment">Null: any.</param>
public readonly record struct ReportingGroup(long CustomerUnitId, Employment? Employment);

/// <summary>Coarsens the description of each respondent until at least k people share it (rule A1).</summary>
public static class ReportingGroups
{
    /// <returns>The group of each person, in the order of people.</returns>
    public static ReportingGroup[] Coarsen(IReadOnlyList<ReportingGroup> people, long customerUnitId, int k)
    {
        var coarse = Coarsen(people.CountBy(group => group).ToDictionary(size => size.Key, size => size.Value), customerUnitId, k);
        return [.. people.Select(person => coarse[person])];
    }

    /// <summary>
    /// Kinds of a unit with fewer than k people become "any", which takes in the next smallest kind until k.
    /// A unit with fewer than k people becomes the customer unit. A rest there with fewer than k people takes in the customer unit's
    /// smallest kind, else the smallest whole unit. So another unit keeps all of its people or none.
    /// </summary>
    /// <param name="sizes">People by finest description; employment null: unknown.</param>
    /// <returns>The group of each description, with k people or more. Fewer than k in all: one group, customer unit and any.</returns>
    public static IReadOnlyDictionary<ReportingGroup, ReportingGroup> Coarsen(
        IReadOnlyDictionary<ReportingGroup, int> sizes,
        long customerUnitId,
        int k
    )
    {
        var units = sizes
            .GroupBy(size => size.Key.CustomerUnitId)
            .ToDictionary(unit => unit.Key, unit => unit.ToDictionary(size => size.Key.Employment.Text() ?? "", size => size.Value));
        units.Remove(customerUnitId, out var ofCustomerUnit);
        var mergedUnits = units.Where(unit => unit.Value.Values.Sum() < k).Select(unit => unit.Key).ToHashSet();

        var pooledAtTop = PooledKinds(ofCustomerUnit ?? [], mergedUnits.Sum(unit => units[unit].Values.Sum()), k, out var pool);
        if (pool > 0 && pool < k && units.Keys.Except(mergedUnits).ToList() is { Count: > 0 } keptUnits)
        {
            mergedUnits.Add(keptUnits.OrderBy(unit => units[unit].Values.Sum()).ThenBy(unit => unit).First());
        }
        var pooled = units.ToDictionary(unit => unit.Key, unit => PooledKinds(unit.Value, 0, k, out _));
        pooled[customerUnitId] = pooledAtTop;

        return sizes.Keys.ToDictionary(group => group, Coarse);

        ReportingGroup Coarse(ReportingGroup finest) =>
            mergedUnits.Contains(finest.CustomerUnitId) ? new(customerUnitId, null)
            : pooled[finest.CustomerUnitId].Contains(finest.Employment.Text() ?? "") ? finest with { Employment = null }
            : finest;
    }

    /// <summary>Kinds of a unit that become "any"; pool is how many people that makes with the others.</summary>
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
