namespace Survey.Reports.Headlines;

/// <summary>Rows in ascending order of a number. HasFirst: all rows have a number, and the first one's is the only smallest.</summary>
internal sealed record Ranked<T>(IReadOnlyList<T> All, bool HasFirst)
{
    /// <summary>Numbers of the same step differ by less.</summary>
    private const double Rounding = 1e-6;

    public int Count => All.Count;

    public T this[int place] => All[place];

    /// <summary>Null number: too few answers for an order, so the row comes last.</summary>
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
