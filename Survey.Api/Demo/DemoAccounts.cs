using Npgsql;
using Survey.Db.Demo;
using Survey.Db.Viewers;

namespace Survey.Api.Demo;

/// <summary>The people of the demo as whom a visitor may look around.</summary>
internal static class DemoAccounts
{
    internal const string Hr = "aino.virtanen@northgate.example";
    private const string Lead = "luc.girard@northgate.example";

    /// <returns>Empty unless the demo is loaded.</returns>
    public static Task<IReadOnlyList<DemoAccount>> ListAsync(NpgsqlConnection connection, CancellationToken ct) =>
        DemoRecords.AccountsAsync(connection, Hr, Lead, ct);

    /// <summary>HR, or else a lead. Cases read from the database which units that is.</summary>
    public static Viewer ViewerOf(string email) => Viewer.InRoles(email, new HeldRole(email == Hr ? RoleGrants.Hr : RoleGrants.Lead, []));
}
