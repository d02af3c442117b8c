using Survey.Db.Results;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>The cells of rule A7, for waves that are not in a database.</summary>
internal static class Plan
{
    public static IReadOnlyList<PublicationCell> Of(
        IReadOnlyList<FramedRelationship> relationships, IReadOnlyList<FramedGroup> groups, IReadOnlyDictionary<long, long?> parents)
    {
        var cells = new List<PublicationCell>();
        foreach (var row in relationships)
        {
            var own = groups.Where(group => group.RelationshipId == row.RelationshipId).ToList();
            Add(CellKind.Relationship, row.RelationshipId, null, null, null, row.MinimumGroup);
            foreach (var unit in own.Select(group => group.CustomerUnitId).Where(unit => unit != row.CustomerUnitId).Distinct())
            {
                Add(CellKind.RelationshipUnit, row.RelationshipId, null, unit, null, row.MinimumGroup);
            }
            foreach (var kind in own.Select(group => group.Employment).OfType<string>().Distinct())
            {
                Add(CellKind.RelationshipEmployment, row.RelationshipId, null, null, kind, row.MinimumGroup);
            }
        }
        foreach (var pair in relationships.GroupBy(row => (row.ProviderUnitId, row.CustomerUnitId)))
        {
            Add(CellKind.Pair, null, pair.Key.ProviderUnitId, pair.Key.CustomerUnitId, null, pair.Max(row => row.MinimumGroup));
        }
        foreach (var unit in parents.Keys)
        {
            RollUp(CellKind.Provider, unit, null, relationships.Where(row => Line(row.ProviderUnitId).Contains(unit)));
            RollUp(CellKind.Customer, null, unit, relationships.Where(row => Line(row.CustomerUnitId).Contains(unit)));
        }
        RollUp(CellKind.Organisation, null, null, relationships);
        return cells;

        void RollUp(string kind, long? provider, long? customer, IEnumerable<FramedRelationship> rows)
        {
            if (rows.Any())
            {
                Add(kind, null, provider, customer, null, rows.Max(row => row.MinimumGroup));
            }
        }

        void Add(string kind, long? relationship, long? provider, long? customer, string? employment, int minimum) =>
            cells.Add(new(cells.Count + 1, 1, kind, relationship, provider, customer, employment, minimum));

        IEnumerable<long> Line(long unit)
        {
            for (long? above = unit; above is { } id; above = parents[id])
            {
                yield return id;
            }
        }
    }
}
