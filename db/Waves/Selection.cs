namespace Survey.Db.Waves;

/// <summary>Why a relationship is not asked in a wave.</summary>
public static class NotAsked
{
    /// <summary>The provider has fewer than 3 active people (rule A13).</summary>
    public const string SmallProvider = "small_provider";

    /// <summary>Fewer customers than the smallest group that may be shown.</summary>
    public const string FewCustomers = "few_customers";

    /// <summary>Enough customers, but too few may be asked now: quiet days, other relationships first, own choice.</summary>
    public const string FewAvailable = "few_available";

    /// <summary>The reason in words that HR reads.</summary>
    public static string InWords(string reason) => reason switch
    {
        SmallProvider => "the provider has fewer than 3 active people: name its parent instead",
        FewCustomers => "too few customers to keep each of them anonymous",
        FewAvailable => "too few of the customers can be asked this time to keep each of them anonymous",
        _ => reason,
    };
}

/// <param name="Customers">Active people whom the relationship serves, whether they can be asked now or not.</param>
/// <param name="Group">The fewest people who may share a reporting group.</param>
/// <param name="Invited">Who is asked: positions in the situation's people.</param>
/// <param name="Reason">One of <see cref="Waves.NotAsked"/>; null: asked.</param>
public sealed record SelectedRelationship(OpeningRelationship Relationship, int Customers, int Group, IReadOnlyList<int> Invited, string? Reason);

/// <summary>Who is asked about what in a wave.</summary>
/// <param name="Relationships">In the order of the situation's relationships.</param>
/// <param name="PerPerson">For each person of the situation, positions of relationships in the order in which they are asked.</param>
/// <param name="HeldBack">Customers of a relationship that is asked who were left out by quiet days.</param>
public sealed record Selection(IReadOnlyList<SelectedRelationship> Relationships, IReadOnlyList<int[]> PerPerson, int HeldBack);
