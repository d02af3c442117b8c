using Survey.Db.Results;

namespace Survey.Reports.Sections.Tables;

/// <summary>What is asked otherwise than before, or whose customers have changed, and since when (rule D10). Null: it is not.</summary>
public sealed record Broken(string Name, DateOnly? AskedDifferently, DateOnly? CustomersChanged)
{
    /// <summary>Nothing if the comparison is one of like with like.</summary>
    public static IEnumerable<Broken> Of(string name, PublishedVerdict? verdict)
    {
        if (verdict is { AskedDifferentlySince: not null } or { CustomersChangedSince: not null })
        {
            yield return new(name, verdict.AskedDifferentlySince, verdict.CustomersChangedSince);
        }
    }
}
