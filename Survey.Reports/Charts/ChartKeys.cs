using Survey.Db.Languages;

namespace Survey.Reports.Charts;

/// <summary>Legends of charts in files: only the marks that are drawn.</summary>
internal static class ChartKeys
{
    public static IReadOnlyList<ChartKey> OfRatings(IEnumerable<ChartRow> rows, Language language) =>
        !rows.Any(row => row.Counts is not null) ? [] :
    [
        .. Enumerable.Range(1, 5).Select(rating => new ChartKey(
            ChartMark.Rate1 + rating - 1, rating is 1 or 3 or 5 ? $"{rating} {language[$"charts.rating{rating}"]}" : $"{rating}")),
        new ChartKey(ChartMark.Words, language["charts.legendShare"]),
    ];

    public static IReadOnlyList<ChartKey> OfMeans(IReadOnlyCollection<ChartRow> rows, Language language)
    {
        (bool IsDrawn, ChartMark Mark, string Text)[] keys =
        [
            (rows.Any(row => row.Figure is { Value: not null, IsCoarse: false }), ChartMark.Mean, "charts.legendMean"),
            (rows.Any(row => row.Figure is { Value: not null, IsCoarse: true } figure && figure.Range() is null), ChartMark.SmallGroup,
                "charts.legendSmall"),
            (rows.Any(row => row.Figure?.Range() is not null), ChartMark.Range, "charts.legendRange"),
            (rows.Any(row => row is { IsShown: true, Target: not null }), ChartMark.Target, "charts.legendTarget"),
        ];
        return [.. keys.Where(key => key.IsDrawn).Select(key => new ChartKey(key.Mark, language[key.Text]))];
    }

    public static IReadOnlyList<ChartKey> OfTrend(IReadOnlyCollection<ChartRow> rows, bool withTarget, Language language) =>
    [
        .. OfMeans([.. rows.Select(row => row with { Target = null })], language),
        .. withTarget ? [new ChartKey(ChartMark.TargetLine, language["charts.legendTarget"])] : Array.Empty<ChartKey>(),
        .. rows.Any(row => !row.IsShown) ? [new ChartKey(ChartMark.Hidden, language["charts.hidden"])] : Array.Empty<ChartKey>(),
    ];
}
