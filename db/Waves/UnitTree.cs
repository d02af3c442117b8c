using Npgsql;

namespace Survey.Db.Waves;

/// <param name="parents">The parent's id by unit id; null: the root.</param>
public sealed class UnitTree(IReadOnlyDictionary<long, long?> parents)
{
    private readonly Dictionary<long, long[]> _lines = parents.Keys.ToDictionary(unit => unit, unit => Climb(parents, unit).ToArray());

    internal static async Task<UnitTree> ReadAsync(NpgsqlConnection connection, CancellationToken ct) =>
        new(
            (await connection.ListAsync<UnitParent>("select id, parent_id from unit", null, ct)).ToDictionary(
                unit => unit.Id,
                unit => unit.ParentId
            )
        );

    public IEnumerable<long> Units => _lines.Keys;

    public IReadOnlyList<long> Line(long unit) => _lines[unit];

    public bool IsInOrBelow(long unit, long above) => Array.IndexOf(_lines[unit], above) >= 0;

    /// <summary>The direct child of above on the way to unit; above if both are the same.</summary>
    public long ChildTowards(long unit, long above)
    {
        var line = _lines[unit];
        return line[Math.Max(Array.IndexOf(line, above) - 1, 0)];
    }

    private static IEnumerable<long> Climb(IReadOnlyDictionary<long, long?> parents, long unit)
    {
        for (long? at = unit; at is { } id; at = parents[id])
        {
            yield return id;
        }
    }

    private sealed record UnitParent(long Id, long? ParentId);
}
