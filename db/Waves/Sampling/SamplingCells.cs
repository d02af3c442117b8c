namespace Survey.Db.Waves.Sampling;

/// <summary>Customers of one relationship with equal chances: they would share a reporting group if all were asked.</summary>
public sealed record SamplingCell(ReportingGroup Group, int Customers, int Wanted);

public static class SamplingCells
{
    /// <summary>A published cell with fewer expected answers is asked whole (rule C2).</summary>
    public const int LeastAnswers = 8;

    /// <param name="k">Fewest people in a reporting group. At least k of each cell are asked, otherwise the cell would be merged.</param>
    /// <returns>The cells, and the index of the cell of each description.</returns>
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
            .ThenBy(group => group.Employment.Text(), StringComparer.Ordinal)
            .ToList();

        var all = customers.Values.Sum();
        var invitationsPerCell = Math.Max(LeastAnswers, k) / expectation.Rating;
        var invitationsForPrecision =
            SampleSize.AnswersFor(precision, expectation.Spread, all * expectation.Contact, expectation.AllowsCorrection)
            / expectation.Rating;
        var unitRates = customers
            .GroupBy(cell => cell.Key.CustomerUnitId)
            .ToDictionary(unit => unit.Key, unit => invitationsPerCell / unit.Sum(cell => cell.Value));
        var kindRates = customers
            .GroupBy(cell => cell.Key.Employment.Text() ?? "")
            .ToDictionary(kind => kind.Key, kind => invitationsPerCell / kind.Sum(cell => cell.Value));

        double Rate(ReportingGroup group) =>
            Math.Max(
                Math.Max(invitationsForPrecision, invitationsPerCell) / all,
                Math.Max(
                    group.CustomerUnitId == customerUnitId ? 0 : unitRates[group.CustomerUnitId],
                    group.Employment.Text() is { } kind ? kindRates[kind] : 0
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
