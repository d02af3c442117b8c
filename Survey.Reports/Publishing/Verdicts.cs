using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Scoring;

namespace Survey.Reports.Publishing;

/// <summary>
/// What each difference is called (rule D3). Comparisons of one kind are judged together: the overall ratings of all relationships of the
/// wave, and the steps of each relationship.
/// </summary>
internal static class Verdicts
{
    public static IEnumerable<PublishedVerdict> Of(IEnumerable<Comparison> comparisons) =>
        comparisons.GroupBy(row => (row.Against, Relationship: row.Item == Item.Overall ? (long?)null : row.RelationshipId)).SelectMany(Family);

    private static IEnumerable<PublishedVerdict> Family(IEnumerable<Comparison> comparisons)
    {
        var tested = comparisons.ToLookup(row => row.Test is not null);
        var adjusted = BenjaminiHochberg.Adjust([.. tested[true].Select(row => row.Test!.Value.P)]);
        return tested[true].Zip(adjusted, (row, p) => row.Called(p)).Concat(tested[false].Select(row => row.Called(null)));
    }
}
