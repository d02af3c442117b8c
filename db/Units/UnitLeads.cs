using Npgsql;
using Survey.Db.Viewers;

namespace Survey.Db.Units;

/// <param name="Email">In lower case.</param>
internal sealed record UnitLead(string Unit, string Email);

internal static class UnitLeads
{
    public static Task<IReadOnlyList<UnitLead>> ListAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.ListAsync<UnitLead>(
            "select code as unit, lower(lead_email) as email from unit where lead_email is not null order by code",
            null,
            ct
        );

    public static async Task LogChangesAsync(
        NpgsqlConnection connection,
        IReadOnlyList<UnitLead> before,
        string actor,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var after = await ListAsync(connection, ct);
        foreach (var lead in before.Except(after))
        {
            await AuditLog.AddAsync(connection, actor, RoleGrants.Revoked(RoleGrants.Lead, lead.Unit), lead.Email, now, ct);
        }
        foreach (var lead in after.Except(before))
        {
            await AuditLog.AddAsync(connection, actor, RoleGrants.Granted(RoleGrants.Lead, lead.Unit), lead.Email, now, ct);
        }
    }
}
