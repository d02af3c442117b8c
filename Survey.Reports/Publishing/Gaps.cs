using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Disclosure;
using Survey.Reports.Scoring;

namespace Survey.Reports.Publishing;

/// <summary>Gaps between mutual ratings of two units, one family of tests per wave. Hidden figures and words have no gap.</summary>
internal static class Gaps
{
    private sealed record Gap(PublishedFigure One, PublishedFigure Other, MeanTest Test);

    public static IEnumerable<PublishedGap> Of(PublicationFrame frame, IEnumerable<(BlurredItem Item, PublishedFigure Figure)> items)
    {
        var gaps = Pairs(frame, items).ToList();
        var adjusted = BenjaminiHochberg.Adjust([.. gaps.Select(gap => gap.Test.P)]);
        return gaps.Zip(adjusted, Published);
    }

    private static PublishedGap Published(Gap gap, double p)
    {
        var (one, other) = (gap.One, gap.Other);
        var step = Math.Max(one.Step!.Value, other.Step!.Value);
        var difference = ShownMean.Difference(one.Value!.Value, one.Step.Value, other.Value!.Value, other.Step.Value);
        return new(
            one.CellId,
            other.CellId,
            p <= BenjaminiHochberg.Rate,
            difference,
            gap.Test.Interval is { } low ? ShownMean.Outward(low.Low, step, isHigh: false) : null,
            gap.Test.Interval is { } high ? ShownMean.Outward(high.High, step, isHigh: true) : null
        );
    }

    /// <summary>Each pair once.</summary>
    private static IEnumerable<Gap> Pairs(PublicationFrame frame, IEnumerable<(BlurredItem Item, PublishedFigure Figure)> items)
    {
        var rated = items
            .Where(pair => pair.Item.Cell.Kind == CellKind.Relationship && pair.Item.Item == Item.Overall && pair.Figure.Value is not null)
            .Select(pair => (Relationship: frame.Relationship(pair.Item.Cell.RelationshipId!.Value), pair.Item, pair.Figure))
            .ToList();
        return rated
            .Where(one => one.Relationship.ProviderUnitId < one.Relationship.CustomerUnitId)
            .Join(
                rated,
                one => (one.Relationship.ProviderUnitId, one.Relationship.CustomerUnitId),
                other => (other.Relationship.CustomerUnitId, other.Relationship.ProviderUnitId),
                (one, other) => new Gap(one.Figure, other.Figure, MeanTest.Of(one.Item.Answers!, other.Item.Answers!, sameCell: false))
            );
    }
}
