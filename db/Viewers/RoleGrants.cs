using Npgsql;
using Survey.Db.People;

namespace Survey.Db.Viewers;

/// <summary>Gives roles by hand. A unit's lead_email makes its owner lead without a grant.</summary>
public static class RoleGrants
{
    public const string Hr = "hr";
    public const string Admin = "admin";
    public const string Lead = "lead";

    /// <param name="role">hr, admin or lead.</param>
    /// <param name="unit">Code of the unit that is led; null for the other roles.</param>
    /// <returns>False when the role was granted before.</returns>
    /// <exception cref="RefusedException">The address is none, or there is no such unit.</exception>
    public static async Task<bool> GrantAsync(
        NpgsqlConnection connection, string role, string email, string? unit, DateTimeOffset now, CancellationToken ct)
    {
        if (EmailAddress.Problem(email) is { } problem)
        {
            throw new RefusedException($"email: {problem}");
        }
        long? unitId = unit is null ? null : await connection.FindAsync<long?>(
            "select id from unit where lower(code) = lower(@unit)", new { unit }, ct)
            ?? throw new RefusedException($"unit: there is no unit '{Codes.Shorten(unit)}'");
        return await connection.RunAsync("""
            insert into role_grant (email, role, unit_id, granted_at)
            values (lower(@email), @role, @unitId, @now)
            on conflict do nothing
            """, new { email, role, unitId, now }, ct) > 0;
    }
}
