using Survey.Db.Questionnaires;
using Survey.Db.Results;

namespace Survey.Reports.Contents;

/// <summary>What a figure over several relationships can say of them all (rule D10).</summary>
public static class SharedWords
{
    /// <summary>Of their overall questions; null: several.</summary>
    public static RatingScale? Scale(this IEnumerable<RelationshipResult> results) =>
        results.Select(result => result.Questionnaire.Overall.Scale).Common();

    /// <summary>The day since which they were asked about; null: several, or one is not recorded.</summary>
    public static DateOnly? Since(this IEnumerable<RelationshipResult> results) =>
        results.Select(result => result.Relationship.Since).Distinct().Take(2).ToList() is [var only] ? only : null;
}
