using Survey.Db.Cases;
using Survey.Db.Questionnaires;
using Survey.Db.Results;

namespace Survey.Reports.Publishing;

/// <summary>
/// Compares each done case with its own wave (rule E3), from blurred histograms like all verdicts. All re-checks of a wave are one family
/// of their own, so that they change no other verdict.
/// </summary>
internal static class Rechecks
{
    /// <param name="Comparison">Null: see Reason.</param>
    public sealed record ComparedCase(Guid Id, Comparison? Comparison, RecheckReason? Reason);

    public static IReadOnlyList<CaseVerdict> Of(
        PublicationFrame frame,
        IReadOnlyList<(BlurredItem Item, PublishedFigure Figure)> items,
        IReadOnlyList<CaseToRecheck> cases
    ) => Family([.. cases.Select(one => Compared(frame, items, one))]);

    public static IReadOnlyList<CaseVerdict> Family(IReadOnlyList<ComparedCase> cases)
    {
        var adjusted = Verdicts.Adjusted([.. cases.Select(one => one.Comparison?.Test?.P)]);
        return [.. cases.Select((one, index) => Called(one, adjusted[index]))];
    }

    private static ComparedCase Compared(
        PublicationFrame frame,
        IReadOnlyList<(BlurredItem Item, PublishedFigure Figure)> items,
        CaseToRecheck one
    )
    {
        if (IsAskedDifferently(frame, one))
        {
            return new(one.Id, null, RecheckReason.AskedDifferently);
        }
        var now = items.Where(pair =>
            pair.Item.IsCompared && pair.Item.Cell.RelationshipId == one.RelationshipId && pair.Item.Item == one.Item && pair.Figure.IsShown
        );
        var comparison = one.Earlier is null
            ? null
            : new Comparisons(frame, [one.Earlier]).Of(now).FirstOrDefault(row => row.Against == Against.Before);
        return new(one.Id, comparison, comparison is null ? RecheckReason.Hidden : null);
    }

    /// <summary>Also if another unit serves or is served.</summary>
    private static bool IsAskedDifferently(PublicationFrame frame, CaseToRecheck one)
    {
        var now = frame.Relationship(one.RelationshipId);
        var questions = frame.Questionnaires[now.QuestionnaireId];
        var isOtherStep = one.Item != Item.Overall && questions.BreakdownPoints.All(point => point.Code != one.Item);
        var isOtherJourney = one.Item != Item.Overall && one.JourneyId != now.JourneyId;
        var isOtherQuestion = one.Then is { } then && QuestionChange.Between(then, questions).Contains(one.Item);
        return isOtherStep
            || isOtherJourney
            || isOtherQuestion
            || (one.ProviderUnitId, one.CustomerUnitId) != (now.ProviderUnitId, now.CustomerUnitId);
    }

    private static CaseVerdict Called(ComparedCase one, double? adjusted)
    {
        var called = one.Comparison?.Called(adjusted, null).Called ?? Verdict.TooFew;
        return new(one.Id, called, called == Verdict.TooFew ? one.Reason ?? RecheckReason.FewAnswers : null);
    }
}
