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
    private readonly Dictionary<long, ListedUnit> _byId;
    private readonly CustomerCounts _customers;
    private readonly IReadOnlyList<AskingPulse> _pulses;
    private readonly int _usualGroup;

    private ServiceReach(IReadOnlyList<ListedUnit> units, CustomerCounts customers, IReadOnlyList<AskingPulse> pulses, int usualGroup)
    {
        _byId = units.ToDictionary(unit => unit.Id);
        (Units, _customers, _pulses, _usualGroup) = (units, customers, pulses, usualGroup);
    }

    public IReadOnlyList<ListedUnit> Units { get; }

    /// <param name="usualGroup">The organisation's minimum group: it counts for a service that no pulse asks about.</param>
    public static async Task<ServiceReach> LoadAsync(NpgsqlConnection connection, int usualGroup, DateTimeOffset now, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        return new(
            await ListedUnit.AllAsync(connection, now, ct),
            await CustomerCounts.LoadAsync(connection, today, ct),
            await connection.ListAsync<AskingPulse>(
                "select relationships, minimum_group from pulse where not paused and coalesce(end_date, @today) >= @today",
                new { today },
                ct
            ),
            usualGroup
        );
    }

    /// <summary>Of the pulses that ask about a service the one with the smallest.</summary>
    /// <param name="code">Null: a new service, about which pulses over all services ask.</param>
    public int MinimumGroup(string? code = null) =>
        _pulses.Where(pulse => pulse.Asks(code)).Select(pulse => pulse.MinimumGroup).DefaultIfEmpty(_usualGroup).Min();

    /// <summary>The kind that fits two units; the customer unit may be the provider itself.</summary>
    public static RelationshipKind KindOf(ListedUnit provider, ListedUnit customer) =>
        provider.Id == customer.Id ? RelationshipKind.WithinTeam
        : provider.Kind == UnitKind.Partner || customer.Kind == UnitKind.Partner ? RelationshipKind.Partner
        : customer.ParentId is null ? RelationshipKind.DepartmentToEmployee
        : RelationshipKind.TeamToTeam;

    /// <param name="code">Null: a new service.</param>
    public CustomerReach Of(long providerId, long customerId, RelationshipKind kind, string? code)
    {
        var minimum = MinimumGroup(code);
        var (provider, customer) = (_byId[providerId], _byId[customerId]);
        var lead = customer.LeadEmail?.ToLowerInvariant();
        var relationship = new OpeningRelationship(0, "", kind, providerId, customerId, 0, provider.Kind == UnitKind.Partner, lead);
        var people = _customers.Of(relationship);
        return new CustomerReach(
            people,
            provider.People,
            Selector.GroupOf(relationship, minimum),
            Selector.TooSmall(relationship, provider.People, people, minimum)
        );
    }

    private sealed record AskingPulse
    {
        public required string[] Relationships { get; init; }
        public required int MinimumGroup { get; init; }

        public bool Asks(string? code) =>
            Relationships.Contains("*") || code is not null && Relationships.Contains(code, StringComparer.OrdinalIgnoreCase);
    }
}
