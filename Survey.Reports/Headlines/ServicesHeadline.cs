using Survey.Db.Languages;
using Survey.Db.Results;

namespace Survey.Reports.Headlines;

/// <summary>The headline of any set of services, each as its own last wave shows it.</summary>
public static class ServicesHeadline
{
    /// <returns>Null: nothing can be said about all of them.</returns>
    public static string? Of(IReadOnlyList<RelationshipResult> results, Language language) =>
        new ServicesWords(new(results), language).Title(null);
}
