namespace Survey.Db.Waves;

/// <summary>
/// Customers of one relationship among whom chances are equal: those who would share a reporting group if all were asked.
/// </summary>
/// <param name="Wanted">How many of them to ask.</param>
public sealed record SamplingCell(ReportingGroup Group, int Customers, int Wanted);

/// <summary>How many of a relationship's customers a wave asks (rule C2): as few as it may.</summary>
public static class SamplingCells
{
    /// <summary>Expected answers without which a published cell is asked whole.</summary>
    public const int LeastAnswers = 8;

    /// <param name="sizes">Customers by their finest description.</param>
    /// <param name="k">The fewest people who may share a reporting group; so many of each cell are asked, or it could not be kept
    /// apart.</param>
    /// <param name="precision">The wanted half-width of the relationship's 95 % interval.</param>
    /// <returns>The cells, and which of them each description belongs to.</returns>
    public static (IReadOnlyList<SamplingCell> Cells, IReadOnlyDictionary<ReportingGroup, int> CellOf) Of(
        IReadOnlyDictionary<ReportingGroup, int> sizes,
        long customerUnitId,
        int k,
        Expectation expectation,
        double precision
    )
    {
        var coarse = ReportingGroups.Coarsen(sizes, customerUnitId, k);
        var customers = sizes.GroupBy(size => coarse[size.Key]).ToDictionary(cell => cell.Key, cell => cell.Sum(size => size.Value));
        var order = customers
            .Keys.OrderBy(group => group.CustomerUnitId)
            .ThenBy(group => group.Employment, StringComparer.Ordinal)
            .ToList();

        var all = customers.Values.Sum();
        var enough = Math.Max(LeastAnswers, k) / expectation.Rating;
        var precise =
            SampleSize.AnswersFor(precision, expectation.Spread, all * expectation.Contact, expectation.AllowsCorrection)
            / expectation.Rating;
        var ofUnits = customers
            .GroupBy(cell => cell.Key.CustomerUnitId)
            .ToDictionary(unit => unit.Key, unit => enough / unit.Sum(cell => cell.Value));
        var ofKinds = customers
            .GroupBy(cell => cell.Key.Employment ?? "")
            .ToDictionary(kind => kind.Key, kind => enough / kind.Sum(cell => cell.Value));

        double Rate(ReportingGroup group) =>
            Math.Max(
                Math.Max(precise, enough) / all,
                Math.Max(
                    group.CustomerUnitId == customerUnitId ? 0 : ofUnits[group.CustomerUnitId],
                    group.Employment is { } kind ? ofKinds[kind] : 0
                )
            );
        int Wanted(ReportingGroup group) => Math.Min(customers[group], Math.Max(k, RoundUp(customers[group] * Rate(group))));

        return (
            [.. order.Select(group => new SamplingCell(group, customers[group], Wanted(group)))],
            coarse.ToDictionary(group => group.Key, group => order.IndexOf(group.Value))
        );
    }

    private static int RoundUp(double people) => (int)Math.Ceiling(Math.Min(people, int.MaxValue) - 1e-9);
}
