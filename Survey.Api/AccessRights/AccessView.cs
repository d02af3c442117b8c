using Survey.Api.Forms;
using Survey.Db.Structure;
using Survey.Db.Viewers;

namespace Survey.Api.AccessRights;

public sealed record AccessView
{
    public required string Search { get; init; }

    /// <summary>Those that match the search.</summary>
    public required IReadOnlyList<RoleHolder> Holders { get; init; }

    public required int Total { get; init; }

    /// <summary>For leads.</summary>
    public required IReadOnlyList<ListedUnit> Units { get; init; }

    public required FormState Form { get; init; }

    /// <summary>The address of the last who may manage access, which was not taken away.</summary>
    public string? Kept { get; init; }

    public string? Done { get; init; }
}
