using Survey.Db.Results;

namespace Survey.Reports.Sections.Tables;

/// <summary>What is asked otherwise than before, or whose customers have changed, and since when (rule D10). Null: it is not.</summary>
public sealed record Broken(string Name, DateOnly? AskedDifferently, DateOnly? CustomersChanged)
{
    public static Broken Of(string name, PublishedVerdict? verdict) =>
        new(name, verdict?.AskedDifferentlySince, verdict?.CustomersChangedSince);
}
