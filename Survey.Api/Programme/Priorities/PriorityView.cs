using Survey.Api.Forms;
using Survey.Db.Waves.Priorities;

namespace Survey.Api.Programme.Priorities;

public sealed record PriorityView
{
    public required IReadOnlyList<RelationshipPriority> Relationships { get; init; }
    public required FormState Form { get; init; }
    public required DateOnly Today { get; init; }

    /// <summary>The last day until which a relationship can be pinned.</summary>
    public required DateOnly LastDay { get; init; }

    /// <summary>One of <see cref="PriorityPage.Actions"/>, just done; null: none.</summary>
    public required string? Done { get; init; }
}
