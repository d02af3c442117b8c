using Npgsql;

namespace Survey.Db.Viewers;

/// <summary>Somebody who is signed in, with everything that decides what they may see. Built afresh for each request.</summary>
/// <param name="Email">In lower case.</param>
/// <param name="LedUnitIds">Every unit the person leads and every unit below those.</param>
public sealed record Viewer(string Email, bool IsHr, bool IsAdmin, IReadOnlySet<long> LedUnitIds)
{
    public bool HasAnyRole => IsHr || IsAdmin || LedUnitIds.Count > 0;

    /// <summary>HR sees every published result; a lead sees those of which the provider or the customer is a led unit.</summary>
    public bool MaySeePair(long? providerUnitId, long? customerUnitId) =>
        IsHr || Leads(providerUnitId) || Leads(customerUnitId);

    /// <summary>Comments are for the provider's lead and HR.</summary>
    public bool MaySeeComments(long providerUnitId) => IsHr || Leads(providerUnitId);

    private bool Leads(long? unitId) => unitId is { } id && LedUnitIds.Contains(id);

    /// <returns>What <paramref name="email"/> may do; a viewer without any role when nothing was granted.</returns>
    public static async Task<Viewer> LoadAsync(NpgsqlConnection connection, string email, CancellationToken ct)
    {
        var roles = await connection.ListAsync<string>(
            "select distinct role from viewer_role where email = lower(@email)", new { email }, ct);
        var led = await connection.ListAsync<long>("""
            select distinct unit_ancestor.unit_id
            from viewer_role
            join unit_ancestor on unit_ancestor.ancestor_id = viewer_role.unit_id
            where viewer_role.email = lower(@email) and viewer_role.role = 'lead'
            """, new { email }, ct);
        return new Viewer(email.ToLowerInvariant(), roles.Contains("hr"), roles.Contains("admin"), led.ToHashSet());
    }
}
