using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Scoring;

namespace Survey.Reports.Publishing;

/// <summary>
/// How far two units that serve each other rate each other differently, service by service. All gaps of a wave are judged together.
/// A figure that is hidden or a small group's has none.
/// </summary>
internal static class Gaps
{
    private sealed record Gap(PublishedFigure One, PublishedFigure Other, MeanTest Test);

    /// <param name="items">With what is published of each.</param>
    public static IEnumerable<PublishedGap> Of(PublicationFrame frame, IEnumerable<(CellItem Item, PublishedFigure Figure)> items)
    {
        var gaps = Pairs(frame, items).ToList();
        var adjusted = BenjaminiHochberg.Adjust([.. gaps.Select(gap => gap.Test.P)]);
        return gaps.Zip(adjusted, (gap, p) => new PublishedGap(
            gap.One.CellId, gap.Other.CellId, p <= BenjaminiHochberg.Rate, Rounded.To(gap.One.Value!.Value - gap.Other.Value!.Value, 2),
            End(gap.Test.Interval?.Low), End(gap.Test.Interval?.High)));
    }

    /// <summary>Each pair once.</summary>
    private static IEnumerable<Gap> Pairs(PublicationFrame frame, IEnumerable<(CellItem Item, PublishedFigure Figure)> items)
    {
        var exact = items
            .Where(pair => pair.Item.Cell.Kind == CellKind.Relationship && pair.Item.Item == Item.Overall && pair.Figure is { Shown: Shown.Yes, N: not null })
            .Select(pair => (Relationship: frame.Relationship(pair.Item.Cell.RelationshipId!.Value), pair.Item, pair.Figure)).ToList();
        return exact
            .Where(one => one.Relationship.ProviderUnitId < one.Relationship.CustomerUnitId)
            .Join(exact,
                one => (one.Relationship.ProviderUnitId, one.Relationship.CustomerUnitId),
                other => (other.Relationship.CustomerUnitId, other.Relationship.ProviderUnitId),
                (one, other) => new Gap(one.Figure, other.Figure, MeanTest.Of(Answers(one.Item), Answers(other.Item))));
    }

    private static Histogram Answers(CellItem item) => Weighting.Thinned(item.Strata.Parts[0]);

    private static double? End(double? value) => value is { } end ? Rounded.To(end, 2) : null;
}
