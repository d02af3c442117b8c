namespace Survey.Db.Viewers;

/// <param name="UnitIds">Units of the role's grants and all units below them; empty for a role without unit.</param>
public sealed record HeldRole(string Role, IReadOnlyCollection<long> UnitIds);

/// <summary>What each role may do, and where (rule F1). Nothing else depends on roles.</summary>
internal static class RoleRights
{
    private static readonly Right[] AllButOperate = [.. Enum.GetValues<Right>().Except([Right.Operate])];

    public static IEnumerable<(Right Right, RightScope Scope)> Of(HeldRole held) =>
        held.Role switch
        {
            RoleGrants.Hr => Give(RightScope.Everywhere, AllButOperate),
            RoleGrants.Admin => Give(RightScope.Everywhere, Right.Operate, Right.ManageAccess),
            RoleGrants.Lead => Give(RightScope.In(held.UnitIds), Right.ReadResults, Right.ReadComments),
            _ => [],
        };

    private static IEnumerable<(Right, RightScope)> Give(RightScope scope, params Right[] rights) => rights.Select(right => (right, scope));
}
