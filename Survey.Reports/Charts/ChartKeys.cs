using Survey.Db.Languages;
using Survey.Db.Questionnaires;

namespace Survey.Reports.Charts;

/// <summary>Legends of chart files: they explain only the marks that are drawn.</summary>
internal static class ChartKeys
{
    private static readonly int[] PartCounts = [5, 3];

    public static IReadOnlyList<ChartKey> OfRatings(IReadOnlyCollection<ChartRow> rows, Language language)
    {
        var parts = Parts(rows, language);
        return parts.Count == 0
            ? []
            :
            [
                .. parts.Select(part => new ChartKey(ChartMark.Rate1 + part.Shade - 1, part.Words)),
                new ChartKey(ChartMark.Words, language["charts.legendShare"]),
            ];
    }

    /// <summary>Colours of the drawn distributions: first those of five parts, then what three parts add.</summary>
    public static IReadOnlyList<(int Shade, string Words)> Parts(IReadOnlyCollection<ChartRow> rows, Language language)
    {
        var drawn = rows.Where(row => row.Shares is not null).ToList();
        var lengths = drawn.Select(row => row.Shares!.Length).ToHashSet();
        var scale = drawn.All(row => row.Scale is not null) ? drawn.Select(row => row.Scale!.Value).Common() : null;
        return
        [
            .. from parts in PartCounts
            where lengths.Contains(parts)
            from part in Enumerable.Range(0, parts)
            where parts == 5 || part != 1 || !lengths.Contains(5)
            select (Distribution.Shade(part, parts), language.Part(part, parts, scale)),
        ];
    }

    public static IReadOnlyList<ChartKey> OfMeans(IReadOnlyCollection<ChartRow> rows, Language language)
    {
        var isMean = rows.Any(row => row.Figure is { Value: not null });
        (bool IsDrawn, ChartMark Mark, string Text)[] keys =
        [
            (isMean, ChartMark.Mean, "charts.legendMean"),
            (isMean, ChartMark.Bin, "charts.legendBin"),
            (rows.Any(row => row.Figure is { Word: not null }), ChartMark.Word, "charts.legendWord"),
            (rows.Any(row => row is { IsShown: true, Target: not null }), ChartMark.Target, "charts.legendTarget"),
        ];
        return [.. keys.Where(key => key.IsDrawn).Select(key => new ChartKey(key.Mark, language[key.Text]))];
    }

    public static IReadOnlyList<ChartKey> OfTrend(IReadOnlyCollection<ChartRow> rows, bool withTarget, Language language) =>
        [
            .. OfMeans([.. rows.Select(row => row with { Target = null })], language)
                .Where(key => key.Mark != ChartMark.Mean || rows.Any(row => row.Figure is { HasTrend: true })),
            .. withTarget ? [new ChartKey(ChartMark.TargetLine, language["charts.legendTarget"])] : Array.Empty<ChartKey>(),
            .. rows.Any(row => !row.IsShown) ? [new ChartKey(ChartMark.Hidden, language["charts.hidden"])] : Array.Empty<ChartKey>(),
        ];
}
