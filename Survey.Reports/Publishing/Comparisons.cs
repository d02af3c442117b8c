using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Scoring;

namespace Survey.Reports.Publishing;

/// <summary>
/// Compares the shown ratings of each relationship, overall and step by step, with its wave before, with the one a year ago and with
/// the targets. A figure that is hidden on either side is not compared at all (rule A7).
/// </summary>
internal sealed class Comparisons(PublicationFrame frame, IEnumerable<EarlierFigure> earlier)
{
    private readonly ILookup<(long Relationship, string Item), EarlierFigure> _earlier =
        earlier.ToLookup(figure => (figure.RelationshipId, figure.Item));

    /// <param name="items">With what is published of each.</param>
    public IEnumerable<Comparison> Of(IEnumerable<(CellItem Item, PublishedFigure Figure)> items) =>
        items.Where(pair => pair.Item.Cell.Kind == CellKind.Relationship && pair.Figure.Shown != Shown.Hidden)
            .Where(pair => pair.Item.IsBreakdownPoint || pair.Item.Item == Item.Overall)
            .SelectMany(pair => WithEarlier(pair.Item, pair.Figure).Concat(WithTarget(pair.Item, pair.Figure)));

    /// <summary>A step of another journey is another step, even under the same code.</summary>
    private IEnumerable<Comparison> WithEarlier(CellItem item, PublishedFigure figure)
    {
        var relationship = frame.Relationship(item.Cell.RelationshipId!.Value);
        foreach (var past in _earlier[(relationship.RelationshipId, item.Item)])
        {
            if (!item.IsBreakdownPoint || past.JourneyId == relationship.JourneyId)
            {
                var few = PermutationTest.Smallest(Least(figure.N, item.Cell.MinimumGroup), Least(past.N, past.MinimumGroup));
                var then = new Histogram(item.Scale.Lowest, past.Counts);
                yield return Compared(
                    item, figure, past.Against, past.WaveId, few, past.N is null ? null : past.Value, answers => MeanTest.Of(answers, then)) with
                {
                    Share = figure.Favourable is null || past.Favourable is null ? null : ShareTest.Of(Weighting.Thinned(item.Strata.Parts[0]), then),
                    ShareDifference = figure.Favourable - past.Favourable,
                };
            }
        }
    }

    private IEnumerable<Comparison> WithTarget(CellItem item, PublishedFigure figure)
    {
        var questionnaire = frame.Questionnaires[frame.Relationship(item.Cell.RelationshipId!.Value).QuestionnaireId];
        var point = item.IsBreakdownPoint ? questionnaire.BreakdownPoints.First(point => point.Code == item.Item) : null;
        return point?.Standard is { } standard
            ? [Compared(
                item, figure, Against.Target, null, SignFlipTest.Smallest(Least(figure.N, item.Cell.MinimumGroup)), standard.Target,
                answers => MeanTest.Of(answers, standard.Target))]
            : [];
    }

    /// <param name="smallestP">That the published numbers of answers could have led to. Were it that of the true ones, a band would give them away.</param>
    /// <param name="other">The published value compared with; null when it is not exact.</param>
    private static Comparison Compared(
        CellItem item, PublishedFigure figure, string against, long? waveId, double smallestP, double? other, Func<Histogram, MeanTest> test)
    {
        var tooFew = smallestP > BenjaminiHochberg.Rate;
        return new(
            item.Cell.Id, item.Cell.RelationshipId!.Value, item.Item, against, waveId,
            tooFew ? null : test(Weighting.Thinned(item.Strata.Parts[0])),
            tooFew || figure.N is null || other is null ? null : Rounded.To(figure.Value!.Value - other.Value, 2));
    }

    /// <summary>The number of answers, or the least that its band admits of.</summary>
    private static int Least(int? n, int minimumGroup) => n ?? minimumGroup;
}
