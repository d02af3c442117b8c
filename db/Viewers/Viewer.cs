namespace Survey.Db.Viewers;

/// <summary>Somebody who is signed in. Besides the address only rights tell viewers apart (rule F1).</summary>
/// <param name="email">In lower case.</param>
public sealed class Viewer(string email, IReadOnlyDictionary<Right, RightScope> rights)
{
    public string Email => email;

    /// <summary>The results of the whole organisation. All of its units are not enough.</summary>
    public bool ReadsOrganisationResults => May(Right.ReadResults);

    public bool SeesProgramme => May(Right.RunProgramme) || May(Right.Operate);

    /// <summary>Every right and its scope. Equal for equal rights only (rule F2).</summary>
    public string RightsKey =>
        string.Join(
            ';',
            from right in Enum.GetValues<Right>()
            group right by ScopeOf(right).Key into rightsOfScope
            select $"{string.Join(',', rightsOfScope)}:{rightsOfScope.Key}"
        );

    /// <summary>With the rights of all roles together.</summary>
    public static Viewer InRoles(string email, params IEnumerable<HeldRole> roles) =>
        new(
            email,
            roles
                .SelectMany(RoleRights.Of)
                .GroupBy(given => given.Right, given => given.Scope)
                .ToDictionary(scopes => scopes.Key, scopes => scopes.Aggregate((one, other) => one.With(other)))
        );

    public RightScope ScopeOf(Right right) => rights.GetValueOrDefault(right, RightScope.Nowhere);

    /// <summary>Everywhere. So a right in some units opens nothing that does not ask for the unit.</summary>
    public bool May(Right right) => ScopeOf(right).IsEverywhere;

    public bool MaySomewhere(Right right) => !ScopeOf(right).IsNowhere;

    /// <summary>A null unit is that of a roll-up over all units.</summary>
    public bool ReadsResultsOf(long? providerUnitId, long? customerUnitId) =>
        ScopeOf(Right.ReadResults).Includes(providerUnitId) || ScopeOf(Right.ReadResults).Includes(customerUnitId);

    public bool ReadsResultsOfUnit(long unitId) => ScopeOf(Right.ReadResults).Includes(unitId);

    public bool ReadsComments(long providerUnitId) => ScopeOf(Right.ReadComments).Includes(providerUnitId);
}
