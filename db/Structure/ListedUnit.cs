using Npgsql;
using Survey.Db.Languages;
using Survey.Db.Units;

namespace Survey.Db.Structure;

/// <param name="Parent">Its code; null: the root.</param>
/// <param name="Own">Active people of the unit itself.</param>
/// <param name="LeadName">Null: no person has the lead's address.</param>
/// <param name="LeadLeft">The lead's last day has passed, so nobody leads the unit.</param>
/// <param name="Services">Relationships that go on, with the unit as provider or customer.</param>
public sealed record ListedUnit(
    long Id,
    string Code,
    LocalizedText Names,
    UnitKind Kind,
    long? ParentId,
    string? Parent,
    string? LeadEmail,
    string? LeadName,
    bool LeadLeft,
    DateOnly? ClosedOn,
    int Own,
    int Services
)
{
    /// <summary>Number of units above it.</summary>
    public int Depth { get; init; }

    /// <summary>Active people of the unit and those below it.</summary>
    public int People { get; init; }

    /// <summary>Open units directly below it.</summary>
    public int Children { get; init; }

    /// <summary>The unit and all above it, by id.</summary>
    public IReadOnlyList<long> Line { get; init; } = [];

    public bool IsOpen => ClosedOn is null;

    public bool HasLead => LeadEmail is not null && !LeadLeft;

    /// <summary>Parents before children, brothers by English name.</summary>
    public static async Task<IReadOnlyList<ListedUnit>> AllAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken ct) =>
        Arrange(
            await connection.ListAsync<ListedUnit>(
                """
                select unit.id, unit.code, unit.names, unit.kind, unit.parent_id, parent.code as parent, unit.lead_email,
                       lead.name as lead_name, coalesce(lead.active_to < @today, false) as lead_left, unit.closed_on,
                       coalesce(own.people, 0) as own, coalesce(served.services, 0) as services
                from unit
                left join unit parent on parent.id = unit.parent_id
                left join person lead on lower(lead.email) = lower(unit.lead_email)
                left join (
                    select unit_id, count(*)::int as people from person
                    where coalesce(active_from, @today) <= @today and coalesce(active_to, @today) >= @today
                    group by unit_id
                ) own on own.unit_id = unit.id
                left join (
                    select side.unit_id, count(distinct relationship.id)::int as services
                    from relationship
                    cross join lateral (values (provider_unit_id), (customer_unit_id)) as side (unit_id)
                    where ended_on is null
                    group by side.unit_id
                ) served on served.unit_id = unit.id
                order by lower(unit.names ->> 'en'), unit.id
                """,
                new { today = DateOnly.FromDateTime(now.UtcDateTime) },
                ct
            )
        );

    public static async Task<ListedUnit?> FindAsync(NpgsqlConnection connection, string code, DateTimeOffset now, CancellationToken ct) =>
        (await AllAsync(connection, now, ct)).FirstOrDefault(unit => string.Equals(unit.Code, code, StringComparison.OrdinalIgnoreCase));

    private static List<ListedUnit> Arrange(IReadOnlyList<ListedUnit> units)
    {
        var children = units.ToLookup(unit => unit.ParentId);
        var arranged = new List<ListedUnit>();
        foreach (var root in children[null])
        {
            Add(root, []);
        }
        return arranged;

        int Add(ListedUnit unit, IReadOnlyList<long> above)
        {
            var place = arranged.Count;
            IReadOnlyList<long> line = [unit.Id, .. above];
            arranged.Add(unit);
            var people = unit.Own + children[unit.Id].Sum(child => Add(child, line));
            arranged[place] = unit with
            {
                Depth = above.Count,
                Line = line,
                People = people,
                Children = children[unit.Id].Count(child => child.IsOpen),
            };
            return people;
        }
    }
}
