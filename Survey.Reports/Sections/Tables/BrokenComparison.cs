using Survey.Db.Results;

namespace Survey.Reports.Sections.Tables;

/// <summary>What is asked otherwise than before, or whose customers have changed, and since when (rule D10). Null: it is not.</summary>
public sealed record BrokenComparison(string Name, DateOnly? AskedDifferently, DateOnly? CustomersChanged)
{
    public static BrokenComparison Of(string name, PublishedVerdict? verdict) =>
        new(name, verdict?.AskedDifferentlySince, verdict?.CustomersChangedSince);
}
