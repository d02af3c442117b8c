using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Scoring;

namespace Survey.Reports.Publishing;

/// <summary>Slopes of the overall rating and the steps of each relationship, from the published figures of all waves.</summary>
internal static class Slopes
{
    public static IEnumerable<PublishedSlope> Of(
        PublicationFrame frame,
        IEnumerable<(BlurredItem Item, PublishedFigure Figure)> items,
        IEnumerable<TrendFigure> earlier
    )
    {
        var past = earlier.ToLookup(figure => (figure.RelationshipId, figure.Item));
        foreach (
            var (item, figure) in items.Where(pair => pair.Item.Cell.Kind == CellKind.Relationship && pair.Figure.Kind == FigureKind.Rating)
        )
        {
            var relationship = frame.Relationship(item.Cell.RelationshipId!.Value);
            // The same code in another journey is another step.
            var points = past[(relationship.RelationshipId, item.Item)]
                .Where(one => item.Item == Item.Overall || item.IsBreakdownPoint && one.JourneyId == relationship.JourneyId)
                .Select(one => (-one.Days, one.Value))
                .ToList();
            if (figure is { HasTrend: true, Value: { } now })
            {
                points.Add((0, now));
            }
            if ((item.IsBreakdownPoint || item.Item == Item.Overall) && Slope.Of(points) is { } slope)
            {
                yield return Published(item, points.Count, slope);
            }
        }
    }

    private static PublishedSlope Published(BlurredItem item, int waves, Slope slope) =>
        new(
            item.Cell.Id,
            item.Item,
            waves,
            slope.Interval.Low > 0 ? Direction.Up
                : slope.Interval.High < 0 ? Direction.Down
                : Direction.None,
            Rounded.To(slope.PerYear, 2),
            Rounded.To(slope.Interval.Low, 2),
            Rounded.To(slope.Interval.High, 2)
        );
}
