using Survey.Db.Invitations;

namespace Survey.Api.Respond.OptOut;

public sealed record OptOutView
{
    public required string Token { get; init; }
    public required InvitedPerson Person { get; init; }
    public required IReadOnlyList<PausableRelationship> Services { get; init; }
    public required DateTimeOffset Now { get; init; }

    /// <summary>The choice that was just applied; null: the page only asks.</summary>
    public OptOutChoice? Done { get; init; }
}
