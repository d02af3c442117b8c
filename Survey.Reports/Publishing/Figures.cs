using Survey.Db.Results;
using Survey.Reports.Disclosure;
using Survey.Reports.Scoring;

namespace Survey.Reports.Publishing;

/// <summary>Makes of the answers in a cell the figure that may be seen, rounded once (rules A5, A6, D2).</summary>
internal static class Figures
{
    public static PublishedFigure Of(CellItem item, bool hidden) =>
        hidden || item.People < item.Needed ? Hidden(item)
        : IsSmall(item) ? Small(item)
        : Exact(item);

    /// <summary>Where small groups are among several relationships their bands decide: with their numbers the choice would narrow these.</summary>
    private static bool IsSmall(CellItem item) => (HasBand(item) ? item.Strata.Fewest : item.People) < SmallGroup.Exact;

    private static bool HasBand(CellItem item) => item.Strata.Fewest < item.Strata.Most;

    private static string BandOf(CellItem item) =>
        HasBand(item) ? SmallGroup.Band(item.Strata.Fewest, item.Strata.Most) : SmallGroup.Band(item.Cell.MinimumGroup);

    private static PublishedFigure Hidden(CellItem item) => new(
        item.Cell.Id, item.Item, item.Scale.FigureKind, Shown.Hidden,
        null, null, null, null, null, null, null, null, null, null, false, false);

    private static PublishedFigure Small(CellItem item)
    {
        var (shown, value) = SmallGroup.Blur(Rounded.To(Mean.Of(item.Strata), 1), item.Scale.Lowest, item.Scale.Highest);
        return Hidden(item) with
        {
            Shown = shown,
            NBand = BandOf(item),
            Value = value,
            Pooled = item.Strata.Pooled,
            IsCoarse = true,
        };
    }

    private static PublishedFigure Exact(CellItem item)
    {
        var (strata, told) = (item.Strata, item.Strata.Told);
        var figure = Hidden(item) with
        {
            Shown = Shown.Yes,
            N = HasBand(item) ? null : item.People,
            NBand = HasBand(item) ? BandOf(item) : null,
            Counts = told.N == 0 ? null : [.. told.AsShown.Counts],
            DoesNotApply = MayTellOthers(item) ? strata.DoesNotApply : null,
            Census = MayBeCensus(item) && strata.IsCensus,
            Pooled = strata.Pooled,
        };
        return item.Scale.FigureKind switch
        {
            "rating" => WithFavourable(WithMean(figure, item), told),
            "effort" => WithMean(figure, item),
            "recommendation" => With(figure, Recommendation.ScoreOf(strata.Together),
                strata.IsCensus ? null : Recommendation.IntervalOf(strata.Together), 0),
            "time_lost" => figure with { Value = MedianBand.Of(told.AsShown) },
            _ => figure,
        };
    }

    /// <summary>Of whole relationships only: between a total and its parts a number under the minimum could be computed.</summary>
    private static bool MayTellOthers(CellItem item) =>
        item is { IsBreakdownPoint: true, Cell.Kind: CellKind.Relationship }
        && item.Strata.DoesNotApply is { } others && SmallGroup.MayTell(others, item.People, item.Strata.Parts[0].Population.Rated, item.Cell.MinimumGroup);

    /// <summary>Work time lost over several relationships may leave some out: then it is not everybody's.</summary>
    private static bool MayBeCensus(CellItem item) => item.IsMean || item.Cell.RelationshipId is not null;

    private static PublishedFigure WithMean(PublishedFigure figure, CellItem item) =>
        With(figure, Mean.Of(item.Strata), Mean.IntervalOf(item.Strata)?.Within(item.Scale.Lowest, item.Scale.Highest), 2);

    private static PublishedFigure With(PublishedFigure figure, double value, Interval? interval, int decimals) => figure with
    {
        Value = Rounded.To(value, decimals),
        Low = interval is { } low ? Rounded.To(low.Low, decimals) : null,
        High = interval is { } high ? Rounded.To(high.High, decimals) : null,
    };

    /// <param name="strata">Of which a distribution may be seen.</param>
    private static PublishedFigure WithFavourable(PublishedFigure figure, Strata strata)
    {
        if (strata.N == 0)
        {
            return figure;
        }
        var interval = Favourable.IntervalOf(strata);
        return figure with
        {
            Favourable = Rounded.Percent(Favourable.Of(strata)),
            FavourableLow = interval is { } low ? Rounded.Percent(low.Low) : null,
            FavourableHigh = interval is { } high ? Rounded.Percent(high.High) : null,
        };
    }
}
