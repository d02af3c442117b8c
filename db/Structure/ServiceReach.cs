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

    private ServiceReach(IReadOnlyList<ListedUnit> units, CustomerCounts customers, int minimumGroup)
    {
        _byId = units.ToDictionary(unit => unit.Id);
        _customers = customers;
        (Units, MinimumGroup) = (units, minimumGroup);
    }

    public IReadOnlyList<ListedUnit> Units { get; }

    public int MinimumGroup { get; }

    public static async Task<ServiceReach> LoadAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken ct) =>
        new(
            await ListedUnit.AllAsync(connection, now, ct),
            await CustomerCounts.LoadAsync(connection, DateOnly.FromDateTime(now.UtcDateTime), ct),
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
        var people = _customers.Of(relationship);
        return new CustomerReach(
            people,
            provider.People,
            Selector.GroupOf(relationship, MinimumGroup),
            Selector.TooSmall(relationship, provider.People, people, MinimumGroup)
        );
    }
}
