using Npgsql;

namespace Survey.Db.Waves;

public static class CustomerCounts
{
    private const string Active = "(active_from is null or active_from <= @day) and (active_to is null or active_to >= @day)";

    /// <summary>How many active people each relationship serves, by its code. People are counted by the database, not loaded.</summary>
    public static async Task<IReadOnlyDictionary<string, int>> ReadAsync(NpgsqlConnection connection, DateOnly day, CancellationToken ct)
    {
        var units = await UnitTree.ReadAsync(connection, ct);
        var people = await connection.ListAsync<UnitPeople>(
            $"select unit_id, count(*)::int as count from person where {Active} group by unit_id",
            new { day },
            ct
        );
        var leads = (
            await connection.ListAsync<LeadsUnit>(
                $"""
                select lower(email) as email, unit_id from person
                where {Active} and lower(email) in (select lower(lead_email) from unit)
                """,
                new { day },
                ct
            )
        ).ToDictionary(lead => lead.Email, lead => lead.UnitId, StringComparer.OrdinalIgnoreCase);
        return (await OpeningRelationship.DeclaredAsync(connection, ["*"], ct)).ToDictionary(
            relationship => relationship.Code,
            relationship =>
                people.Where(unit => Customers.IsServed(units, unit.UnitId, relationship)).Sum(unit => unit.Count)
                - (IsAmongCustomers(units, leads, relationship) ? 1 : 0)
        );
    }

    /// <summary>The lead of a team is not asked about working together in it.</summary>
    private static bool IsAmongCustomers(UnitTree units, Dictionary<string, long> leads, OpeningRelationship relationship) =>
        relationship is { IsWithinTeam: true, CustomerLead: { } email }
        && leads.TryGetValue(email, out var unit)
        && Customers.IsServed(units, unit, relationship);

    private sealed record UnitPeople(long UnitId, int Count);

    private sealed record LeadsUnit(string Email, long UnitId);
}
