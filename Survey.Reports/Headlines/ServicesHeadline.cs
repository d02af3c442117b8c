using Survey.Db.Languages;
using Survey.Db.Results;

namespace Survey.Reports.Headlines;

/// <summary>The headline of any set of services, each with its own last wave.</summary>
public static class ServicesHeadline
{
    /// <summary>Null: nothing can be said about all of them.</summary>
    public static string? Of(IReadOnlyList<RelationshipResult> results, Language language) =>
        new ServicesWords(new(results), language).Title(null);
}
