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
    public static IReadOnlyList<CaseVerdict> Of(
        PublicationFrame frame,
        IReadOnlyList<(BlurredItem Item, PublishedFigure Figure)> items,
        IReadOnlyList<CaseToRecheck> cases
    )
    {
        var compared = cases.Select(one => Compared(frame, items, one)).ToList();
        var adjusted = Verdicts.Adjusted([.. compared.Select(one => one.Comparison?.Test?.P)]);
        return [.. cases.Select((one, index) => Called(one, compared[index], adjusted[index]))];
    }

    private static (Comparison? Comparison, RecheckReason? Reason) Compared(
        PublicationFrame frame,
        IReadOnlyList<(BlurredItem Item, PublishedFigure Figure)> items,
        CaseToRecheck one
    )
    {
        if (IsAskedDifferently(frame, one))
        {
            return (null, RecheckReason.AskedDifferently);
        }
        var now = items.Where(pair =>
            pair.Item.IsCompared && pair.Item.Cell.RelationshipId == one.RelationshipId && pair.Item.Item == one.Item && pair.Figure.IsShown
        );
        var comparison = one.Earlier is null
            ? null
            : new Comparisons(frame, [one.Earlier]).Of(now).FirstOrDefault(row => row.Against == Against.Before);
        return (comparison, comparison is null ? RecheckReason.Hidden : null);
    }

    /// <summary>Also if another unit serves or is served.</summary>
    private static bool IsAskedDifferently(PublicationFrame frame, CaseToRecheck one)
    {
        var now = frame.Relationship(one.RelationshipId);
        var questions = frame.Questionnaires[now.QuestionnaireId];
        var isOtherStep = one.Item != Item.Overall && questions.BreakdownPoints.All(point => point.Code != one.Item);
        var isOtherJourney = one.Item != Item.Overall && one.Earlier is { } earlier && earlier.JourneyId != now.JourneyId;
        var isOtherQuestion = one.Then is { } then && QuestionChange.Between(then, questions).Contains(one.Item);
        return isOtherStep
            || isOtherJourney
            || isOtherQuestion
            || (one.ProviderUnitId, one.CustomerUnitId) != (now.ProviderUnitId, now.CustomerUnitId);
    }

    private static CaseVerdict Called(
        CaseToRecheck one,
        (Comparison? Comparison, RecheckReason? Reason) compared,
        double? adjusted
    )
    {
        var called = compared.Comparison?.Called(adjusted, null).Called ?? Verdict.TooFew;
        return new(one.Id, called, called == Verdict.TooFew ? compared.Reason ?? RecheckReason.FewAnswers : null);
    }
}
