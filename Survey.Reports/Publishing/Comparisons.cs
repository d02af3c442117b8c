using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Disclosure;
using Survey.Reports.Scoring;

namespace Survey.Reports.Publishing;

/// <summary>Compares ratings with earlier waves and targets. A figure hidden on either side is not compared (rule A7).</summary>
internal sealed class Comparisons(PublicationFrame frame, IEnumerable<EarlierFigure> earlier)
{
    private readonly ILookup<(long Relationship, string Item), EarlierFigure> _earlier = earlier.ToLookup(past =>
        (past.RelationshipId, past.Figure.Item)
    );

    public IEnumerable<Comparison> Of(IEnumerable<(BlurredItem Item, PublishedFigure Figure)> items) =>
        items
            .Where(pair => pair.Item is { IsCompared: true, Answers: not null })
            .SelectMany(pair => WithEarlier(pair.Item, pair.Figure).Concat(WithTarget(pair.Item, pair.Figure)));

    /// <summary>The same code in another journey is another step.</summary>
    private IEnumerable<Comparison> WithEarlier(BlurredItem item, PublishedFigure figure)
    {
        var relationship = frame.Relationship(item.Cell.RelationshipId!.Value);
        var now = item.Answers!;
        foreach (
            var past in _earlier[(relationship.RelationshipId, item.Item)]
                .Where(past => !item.IsBreakdownPoint || past.JourneyId == relationship.JourneyId)
        )
        {
            var then = StoredHistogram.Read(past.Answers, item.Scale.Lowest, past.MinimumGroup);
            var tooFew = PermutationTest.Smallest(Least(now), Least(then)) > BenjaminiHochberg.Rate;
            var shares = figure.Favourable is not null && past.Figure.Favourable is not null;
            var test = tooFew ? null : (MeanTest?)MeanTest.Of(now, then, sameCell: true);
            yield return Compared(item, figure, past.Against, past.WaveId, test, past.Figure.Value, past.Figure.Step) with
            {
                Share = shares ? ShareTest.Of(now, then, sameCell: true) : null,
                ShareStep = Math.Max(figure.ShareStep ?? 1, past.Figure.ShareStep ?? 1),
                ShareDifference = shares ? ShareDifference(figure, past.Figure) : null,
            };
        }
    }

    private IEnumerable<Comparison> WithTarget(BlurredItem item, PublishedFigure figure)
    {
        var questionnaire = frame.Questionnaires[frame.Relationship(item.Cell.RelationshipId!.Value).QuestionnaireId];
        var point = item.IsBreakdownPoint ? questionnaire.BreakdownPoints.First(point => point.Code == item.Item) : null;
        if (point?.Standard is { } standard)
        {
            var tooFew = SignFlipTest.Smallest(Least(item.Answers!)) > BenjaminiHochberg.Rate;
            var test = tooFew ? null : (MeanTest?)MeanTest.Of(item.Answers!, standard.Target);
            yield return Compared(item, figure, Against.Target, null, test, standard.Target, 0);
        }
    }

    /// <param name="other">The shown value; null: not a number.</param>
    private static Comparison Compared(
        BlurredItem item,
        PublishedFigure figure,
        Against against,
        long? waveId,
        MeanTest? test,
        double? other,
        double? otherStep
    )
    {
        var isNumber = figure.Step is not null && other is not null && otherStep is not null && test is not null;
        var difference = isNumber
            ? ShownMean.Difference(figure.Value!.Value, figure.Step!.Value, other!.Value, otherStep!.Value)
            : (double?)null;
        var step = Math.Max(figure.Step ?? 0, otherStep ?? 0);
        return new(item.Cell.Id, item.Cell.RelationshipId!.Value, item.Item, against, waveId, test, difference, step);
    }

    private static int ShareDifference(PublishedFigure now, PublishedFigure then) =>
        (int)ShownMean.Difference(now.Favourable!.Value, now.ShareStep!.Value, then.Favourable!.Value, then.ShareStep!.Value);

    /// <summary>The fewest answers that the shown number allows: from the true number, "too few" would disclose that number.</summary>
    private static int Least(BlurredCell answers) => answers.IsInWords ? Math.Min(answers.MinimumGroup, ShownCount.Least) : answers.Shown;
}
