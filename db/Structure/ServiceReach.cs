using Npgsql;
using Survey.Db.Relationships;
using Survey.Db.Units;
using Survey.Db.Waves;
using Survey.Db.Waves.Sampling;

namespace Survey.Db.Structure;

/// <param name="People">Active people whom the service reaches today.</param>
/// <param name="Staff">Active people of the provider and below.</param>
/// <param name="Needed">Fewer customers are never asked.</param>
/// <param name="TooSmall">Small provider or few customers of <see cref="NotAsked"/>; null: figures could be shown.</param>
public sealed record CustomerReach(int People, int Staff, int Needed, string? TooSmall);

/// <summary>Says before a service is stored whether a wave would ask about it, by the rules of the selection.</summary>
public sealed class ServiceReach
{
    private readonly IReadOnlyList<ListedUnit> _units;
    private readonly Dictionary<long, ListedUnit> _byId;
    private readonly UnitTree _tree;
    private readonly Dictionary<string, long> _activeLeads;
    private readonly int _minimumGroup;

    private ServiceReach(IReadOnlyList<ListedUnit> units, IReadOnlyList<ActiveLead> leads, int minimumGroup)
    {
        _units = units;
        _byId = units.ToDictionary(unit => unit.Id);
        _tree = new UnitTree(units.ToDictionary(unit => unit.Id, unit => unit.ParentId));
        _activeLeads = leads.ToDictionary(lead => lead.Email, lead => lead.UnitId);
        _minimumGroup = minimumGroup;
    }

    public IReadOnlyList<ListedUnit> Units => _units;

    public int MinimumGroup => _minimumGroup;

    public static async Task<ServiceReach> LoadAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken ct) =>
        new(
            await ListedUnit.AllAsync(connection, now, ct),
            await connection.ListAsync<ActiveLead>(
                """
                select distinct lower(person.email) as email, person.unit_id
                from person
                join unit on lower(unit.lead_email) = lower(person.email)
                where coalesce(active_from, @today) <= @today and coalesce(active_to, @today) >= @today
                """,
                new { today = DateOnly.FromDateTime(now.UtcDateTime) },
                ct
            ),
            await connection.OneAsync<int>(
                $"select coalesce(min(minimum_group), {Thresholds.UsualGroup}) from pulse where not paused",
                null,
                ct
            )
        );

    /// <summary>The kind that fits two units; the customer unit may be the provider itself.</summary>
    public static RelationshipKind KindOf(ListedUnit provider, ListedUnit customer) =>
        provider.Id == customer.Id ? RelationshipKind.WithinTeam
        : provider.Kind == UnitKind.Partner || customer.Kind == UnitKind.Partner ? RelationshipKind.Partner
        : customer.ParentId is null ? RelationshipKind.DepartmentToEmployee
        : RelationshipKind.TeamToTeam;

    public CustomerReach Of(long providerId, long customerId, RelationshipKind kind)
    {
        var (provider, customer) = (_byId[providerId], _byId[customerId]);
        var lead = customer.LeadEmail?.ToLowerInvariant();
        var relationship = new OpeningRelationship(0, "", kind, providerId, customerId, 0, provider.Kind == UnitKind.Partner, lead);
        var people = _units.Where(unit => Customers.IsServed(_tree, unit.Id, relationship)).Sum(unit => unit.Own);
        if (
            relationship.IsWithinTeam
            && lead is not null
            && _activeLeads.TryGetValue(lead, out var unit)
            && _tree.IsInOrBelow(unit, customerId)
        )
        {
            people--;
        }
        return new CustomerReach(
            people,
            provider.People,
            Selector.GroupOf(relationship, _minimumGroup),
            Selector.TooSmall(relationship, provider.People, people, _minimumGroup)
        );
    }

    private sealed record ActiveLead(string Email, long UnitId);
}
