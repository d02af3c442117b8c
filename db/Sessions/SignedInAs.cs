using Survey.Db.Languages;

namespace Survey.Db.Sessions;

/// <summary>Who is signed in, for the eye alone: <see cref="Viewers.Viewer"/> says what somebody may do.</summary>
/// <param name="Name">Null: no person has the address.</param>
public sealed record SignedInAs(string? Name, IReadOnlyList<NamedRole> Roles);

/// <param name="Units">Those that the role was given for, by code; empty for a role without units.</param>
public sealed record NamedRole(string Role, IReadOnlyList<LocalizedText> Units);
