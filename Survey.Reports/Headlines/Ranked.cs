namespace Survey.Reports.Headlines;

/// <summary>In the order of a number that is shown of each; those with too few answers for an order come last.</summary>
/// <param name="HasFirst">Every one has such a number, and no other is as small as the first.</param>
internal sealed record Ranked<T>(IReadOnlyList<T> All, bool HasFirst)
{
    /// <summary>Numbers of the same step differ by less.</summary>
    private const double Rounding = 1e-6;

    public int Count => All.Count;

    public T this[int place] => All[place];

    /// <param name="rows">Null: too few answers for an order.</param>
    public static Ranked<T> Of(IEnumerable<(T Row, double? Number)> rows)
    {
        var sorted = rows.OrderBy(row => row.Number ?? double.MaxValue).ToList();
        var hasFirst =
            sorted is [_]
            || sorted is [var first, var second, ..]
                && sorted.TrueForAll(row => row.Number is not null)
                && second.Number - first.Number > Rounding;
        return new([.. sorted.Select(row => row.Row)], hasFirst);
    }
}
