using System.Text.Json;
using Survey.Db.Results;
using Survey.Reports.Publishing;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>
/// Everything that is published of a wave, line by line, beside earlier waves in which the same figures were shown. Pages, files and the API
/// read nothing else.
/// </summary>
/// <param name="Hidden">Cells and items.</param>
internal sealed record PublishedFacts(WaveFigures Wave, HashSet<(long Cell, string Item)> Hidden, IReadOnlyList<string> Facts)
{
    private const long WaveId = 1;

    public static PublishedFacts Of(MadeWave made)
    {
        var wave = made.Figures();
        var shown = wave.Items.Zip(wave.Figures).ToList();
        return new(
            wave, wave.Figures.Where(figure => figure.Shown == Shown.Hidden).Select(figure => (figure.CellId, figure.Item)).ToHashSet(),
            [.. Lines(wave.Figures), .. Lines(made.Participation(wave)), .. Lines(Steps(made, wave)), .. Compared(made.Frame, shown),
                .. Lines(Gaps.Of(made.Frame, shown).Select(gap => new { gap.CellId, gap.OtherCellId, gap.Clear, gap.Difference, gap.Low, gap.High }))]);
    }

    public static IReadOnlyList<PublishedStep> Steps(MadeWave made, WaveFigures wave)
    {
        var whole = new WholeResponses(made.Frame, wave);
        var groups = whole.Groups().ToHashSet();
        return [.. made.Responses.Where(response => groups.Contains(response.Group)).GroupBy(response => made.RelationshipOf(response.Group))
            .SelectMany(people => whole.Of(WaveId, people.Key, MadeResponse.Patterns(people)))];
    }

    private static IEnumerable<string> Compared(PublicationFrame frame, List<(CellItem Item, PublishedFigure Figure)> shown)
    {
        var exact = shown.Where(row => row.Figure is { N: not null, Value: not null, Kind: "rating" } && row.Item.Cell.Kind == CellKind.Relationship)
            .Select(row => (row.Figure, Relationship: frame.Relationship(row.Item.Cell.RelationshipId!.Value))).ToList();
        var earlier = exact.Select(row => new EarlierFigure(
            Against.Before, row.Relationship.RelationshipId, 0, row.Relationship.JourneyId, row.Figure.Item, row.Figure.N, 6 - row.Figure.Value!.Value,
            100 - row.Figure.Favourable, 5, [.. row.Figure.Counts!.Reverse()]));
        var trend = exact.SelectMany(row => Enumerable.Range(1, 3).Select(back => new TrendFigure(
            row.Relationship.RelationshipId, row.Relationship.JourneyId, row.Figure.Item, 90 * back, row.Figure.Value!.Value - (back % 2))));
        return Lines(Slopes.Of(frame, shown, trend)).Concat(Lines(Verdicts.Of(new Comparisons(frame, earlier).Of(shown)).Select(row => new
        {
            row.CellId,
            row.Item,
            row.Called,
            row.Difference,
            row.Low,
            row.High,
            row.ShareCalled,
            row.ShareDifference,
            row.ShareLow,
            row.ShareHigh,
        })));
    }

    private static IEnumerable<string> Lines<T>(IEnumerable<T> rows) => rows.Select(row => $"{typeof(T).Name} {JsonSerializer.Serialize(row)}");
}
