namespace Survey.Db.Viewers;

/// <summary>Where a right holds: everywhere, in some units, or nowhere. All units of today are not everywhere.</summary>
public sealed class RightScope
{
    private readonly HashSet<long> _units;

    private RightScope(bool isEverywhere, IEnumerable<long> units)
    {
        IsEverywhere = isEverywhere;
        _units = [.. units];
        UnitIds = [.. _units.Order()];
    }

    public static RightScope Everywhere { get; } = new(true, []);

    public static RightScope Nowhere { get; } = new(false, []);

    public bool IsEverywhere { get; }

    public bool IsNowhere => !IsEverywhere && UnitIds.Length == 0;

    /// <summary>Sorted. Empty: everywhere or nowhere.</summary>
    public long[] UnitIds { get; }

    /// <summary>Equal for equal scopes only.</summary>
    public string Key => IsEverywhere ? "everywhere" : string.Join(',', UnitIds);

    public static RightScope In(IEnumerable<long> units) => new(false, units);

    public bool Includes(long? unitId) => IsEverywhere || unitId is { } id && _units.Contains(id);

    public RightScope With(RightScope other) => IsEverywhere || other.IsEverywhere ? Everywhere : In(_units.Concat(other._units));

    /// <summary>SQL condition: one of the columns holds a unit of this scope. Its parameter @units is <see cref="UnitIds"/>.</summary>
    public string Condition(params string[] unitColumns) =>
        IsEverywhere ? "true" : $"({string.Join(" or ", unitColumns.Select(column => $"{column} = any(@units)"))})";
}
