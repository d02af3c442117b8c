using Npgsql;

namespace Survey.Db.Waves;

/// <summary>How many active people relationships serve on a day. People are counted by the database, not loaded.</summary>
public sealed class CustomerCounts
{
    private const string Active = "(active_from is null or active_from <= @day) and (active_to is null or active_to >= @day)";

    private readonly UnitTree _units;
    private readonly IReadOnlyList<UnitPeople> _people;
    private readonly Dictionary<string, long> _unitOfLead;

    private CustomerCounts(UnitTree units, IReadOnlyList<UnitPeople> people, IReadOnlyList<LeadsUnit> leads)
    {
        _units = units;
        _people = people;
        _unitOfLead = leads.ToDictionary(lead => lead.Email, lead => lead.UnitId);
    }

    public static async Task<CustomerCounts> LoadAsync(NpgsqlConnection connection, DateOnly day, CancellationToken ct) =>
        new(
            await UnitTree.ReadAsync(connection, ct),
            await connection.ListAsync<UnitPeople>(
                $"select unit_id, count(*)::int as count from person where {Active} group by unit_id",
                new { day },
                ct
            ),
            await connection.ListAsync<LeadsUnit>(
                $"""
                select lower(email) as email, unit_id from person
                where {Active} and lower(email) in (select lower(lead_email) from unit)
                """,
                new { day },
                ct
            )
        );

    /// <summary>Of each relationship, by its code.</summary>
    public static async Task<IReadOnlyDictionary<string, int>> ReadAsync(NpgsqlConnection connection, DateOnly day, CancellationToken ct)
    {
        var counts = await LoadAsync(connection, day, ct);
        return (await OpeningRelationship.DeclaredAsync(connection, ["*"], ct)).ToDictionary(one => one.Code, counts.Of);
    }

    public int Of(OpeningRelationship relationship) =>
        _people.Where(unit => Customers.IsServed(_units, unit.UnitId, relationship)).Sum(unit => unit.Count)
        - (IsLeadAmongThem(relationship) ? 1 : 0);

    /// <summary>The lead of a team is not asked about working together in it.</summary>
    private bool IsLeadAmongThem(OpeningRelationship relationship) =>
        relationship is { IsWithinTeam: true, CustomerLead: { } email }
        && _unitOfLead.TryGetValue(email, out var unit)
        && Customers.IsServed(_units, unit, relationship);

    private sealed record UnitPeople(long UnitId, int Count);

    private sealed record LeadsUnit(string Email, long UnitId);
}
