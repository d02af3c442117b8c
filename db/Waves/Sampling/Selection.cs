using Survey.Db.Pulses;

namespace Survey.Db.Waves.Sampling;

/// <summary>Limits for the selection. Precision is the wanted half-width of a relationship's 95 % interval.</summary>
public sealed record SelectionRules(int MinimumGroup, int MaxRelationships, double Precision)
{
    public static SelectionRules Of(Pulse pulse) => new(pulse.MinimumGroup, pulse.MaxRelationships, pulse.Precision);
}

public static class NotAsked
{
    /// <summary>The provider has fewer than 3 active people (rule A13).</summary>
    public const string SmallProvider = "small_provider";

    public const string FewCustomers = "few_customers";

    /// <summary>Too few answered in the last two waves.</summary>
    public const string FewAnswers = "few_answers";

    /// <summary>Enough customers, but too many were invited within the quiet days.</summary>
    public const string Quiet = "quiet";

    /// <summary>Enough customers, but too few can be asked: other relationships came first, or an own choice.</summary>
    public const string FewAvailable = "few_available";

    /// <summary>Left out this time only: other relationships or waves came first.</summary>
    public static bool IsPostponed(string? reason) => reason is Quiet or FewAvailable;

    public static string InWords(string reason) =>
        reason switch
        {
            SmallProvider => "the provider has fewer than 3 active people: name its parent instead",
            FewCustomers => "too few customers to keep each of them anonymous",
            FewAnswers => "too few people answered in its last two waves to show anything:"
                + " HR can merge it with another, or ask it anyway",
            Quiet => "too many of the customers were or will have been asked by another wave within the quiet days:"
                + " they keep their place for the next time",
            FewAvailable =>
                "too few of the customers can be asked this time to keep each of them anonymous: they keep their place for the next time",
            _ => reason,
        };
}

/// <param name="Customers">Active people whom the relationship serves, whether they can be asked now or not.</param>
/// <param name="HeldBack">How many next in the queue already have the maximum of relationships.</param>
/// <param name="Quiet">How many customers were invited within the quiet days.</param>
/// <param name="Reason">One of <see cref="Waves.NotAsked"/>; null: asked.</param>
public sealed record SelectedRelationship(
    OpeningRelationship Relationship,
    int Customers,
    int Group,
    IReadOnlyCollection<ReportingGroup> Descriptions,
    IReadOnlyList<SelectedCell> Cells,
    int HeldBack,
    int Quiet,
    string? Reason
)
{
    public int Invited => Cells.Sum(cell => cell.Invited.Count);

    public int Wanted => Cells.Sum(cell => cell.Cell.Wanted);

    /// <summary>The frozen groups of the cells that are asked, each with at least k invited people.</summary>
    public IReadOnlyDictionary<ReportingGroup, ReportingGroup> ReportingGroups() =>
        Waves.ReportingGroups.Coarsen(
            Cells.Where(cell => cell.Invited.Count > 0).ToDictionary(cell => cell.Cell.Group, cell => cell.Invited.Count),
            Relationship.CustomerUnitId,
            Group
        );
}

/// <param name="Invited">Positions in the situation's people.</param>
public sealed record SelectedCell(SamplingCell Cell, IReadOnlyList<int> Invited);

/// <param name="Relationships">In the order of the situation's relationships.</param>
/// <param name="PerPerson">For each person, positions of relationships in the order on the page.</param>
public sealed record Selection(IReadOnlyList<SelectedRelationship> Relationships, IReadOnlyList<int[]> PerPerson, LeftOutCounts LeftOut);
