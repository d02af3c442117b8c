using Survey.Db.Results;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>Cuts a wave into tables: the relationships with their roll-ups, and within each shown relationship its reporting groups.</summary>
internal static class Tables
{
    public static IEnumerable<AuditedTable> Of(AuditedWave wave)
    {
        var figures = wave.Figures.ToDictionary(figure => (figure.CellId, figure.Item));
        foreach (var item in wave.Figures.Select(figure => figure.Item).Distinct())
        {
            var cells = wave.Cells.Where(cell => figures.ContainsKey((cell.Id, item))).ToList();
            if (cells.Exists(cell => cell.RelationshipId is null))
            {
                yield return Whole(wave, item, cells, figures);
            }
            foreach (var parts in cells.Where(cell => cell.RelationshipId is not null).GroupBy(cell => cell.RelationshipId!.Value))
            {
                if (Within(wave, item, [.. parts], figures) is { } table)
                {
                    yield return table;
                }
            }
        }
    }

    private static AuditedTable Whole(
        AuditedWave wave, string item, List<PublicationCell> cells, Dictionary<(long, string), PublishedFigure> figures)
    {
        var asked = wave.Relationships.Where(row => cells.Exists(cell => cell.Kind == CellKind.Relationship && cell.RelationshipId == row.Id)).ToList();
        var pieces = asked.Select(row => new Piece(row.Id, row.Weight ?? 0, row.Most, Truth(wave, item, group => group.Relationship == row.Id))).ToList();
        var audited = cells.Where(cell => cell.Kind is not (CellKind.RelationshipUnit or CellKind.RelationshipEmployment)).Select(cell => new AuditedFigure(
            cell, [.. Enumerable.Range(0, asked.Count).Where(place => Contains(wave, cell, asked[place]) && (cell.RelationshipId is not null || !IsLeftOut(asked[place])))],
            figures[(cell.Id, item)], wave.Scales[item].Needed(cell.MinimumGroup)));
        return new(item, wave.Scales[item], wave.Relationships.All(row => row.Weight is not null), pieces, [.. audited]);

        // As every page says: of time lost a roll-up is made of those that show theirs.
        bool IsLeftOut(AuditedRelationship row) => item.StartsWith('*') && cells.Exists(cell =>
            cell.Kind == CellKind.Relationship && cell.RelationshipId == row.Id && figures[(cell.Id, item)].Shown == Shown.Hidden);
    }

    /// <returns>Null when the relationship is hidden.</returns>
    private static AuditedTable? Within(
        AuditedWave wave, string item, List<PublicationCell> cells, Dictionary<(long, string), PublishedFigure> figures)
    {
        var groups = wave.Groups.Where(group => group.Relationship == cells[0].RelationshipId).ToList();
        var pieces = groups.Select(group => new Piece(group.Id, 0, group.Most, Truth(wave, item, other => other.Id == group.Id))).ToList();
        var audited = cells.Select(cell => new AuditedFigure(
            cell, [.. Enumerable.Range(0, groups.Count).Where(place => Contains(cell, groups[place]))], figures[(cell.Id, item)], wave.Scales[item].Needed(cell.MinimumGroup))).ToList();
        if (audited.Exists(figure => figure.Cell!.Kind == CellKind.Relationship && figure.IsHidden))
        {
            return audited.TrueForAll(figure => figure.IsHidden) ? null : throw new InvalidOperationException($"A part of a hidden relationship is shown: {item}.");
        }
        var whole = audited.Single(figure => figure.Cell!.Kind == CellKind.Relationship);
        var apart = Enumerable.Range(0, groups.Count).Where(place => pieces[place].Truth.Sum() is > 0 and var n && n < whole.Cell!.MinimumGroup)
            .Select(place => new AuditedFigure(null, [place], null, whole.Cell!.MinimumGroup)).ToList();
        return new(item, wave.Scales[item], false, pieces, [.. audited, .. apart]) { Within = whole.Cell!.RelationshipId };
    }

    private static bool Contains(AuditedWave wave, PublicationCell cell, AuditedRelationship row) => cell.Kind switch
    {
        CellKind.Relationship => cell.RelationshipId == row.Id,
        CellKind.Pair => (cell.ProviderUnitId, cell.CustomerUnitId) == (row.Provider, row.Customer),
        CellKind.Provider => IsWithin(wave, row.Provider, cell.ProviderUnitId!.Value),
        CellKind.Customer => IsWithin(wave, row.Customer, cell.CustomerUnitId!.Value),
        _ => true,
    };

    private static bool Contains(PublicationCell cell, AuditedGroup group) => cell.Kind switch
    {
        CellKind.RelationshipUnit => group.Unit == cell.CustomerUnitId,
        CellKind.RelationshipEmployment => group.Employment == cell.Employment,
        _ => true,
    };

    private static bool IsWithin(AuditedWave wave, long unit, long above) =>
        unit == above || wave.Parents[unit] is { } parent && IsWithin(wave, parent, above);

    private static int[] Truth(AuditedWave wave, string item, Func<AuditedGroup, bool> where)
    {
        var truth = new int[wave.Scales[item].Values];
        foreach (var counts in wave.Groups.Where(where).Select(group => wave.Truth.GetValueOrDefault((group.Id, item))).OfType<int[]>())
        {
            for (var value = 0; value < truth.Length; value++)
            {
                truth[value] += counts[value];
            }
        }
        return truth;
    }
}
