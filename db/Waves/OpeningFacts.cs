using Npgsql;
using Survey.Db.Pulses;
using Survey.Db.Waves.Sampling;
using Survey.Db.Zones;

namespace Survey.Db.Waves;

/// <summary>What decides who is asked, read once for any number of simulated waves.</summary>
internal sealed class OpeningFacts
{
    private readonly NpgsqlConnection _connection;
    private readonly UnitTree _units;
    private readonly IReadOnlyList<KnownPerson> _people;
    private readonly IReadOnlyList<LastInvited> _invited;
    private readonly Dictionary<long, IReadOnlyList<OpeningRelationship>> _relationships = [];
    private readonly Dictionary<long, IReadOnlyDictionary<long, AskedBefore>> _asked = [];
    private readonly HashSet<long> _known = [];

    private OpeningFacts(
        NpgsqlConnection connection,
        UnitTree units,
        IReadOnlyList<KnownPerson> people,
        IReadOnlyList<LastInvited> invited
    ) => (_connection, _units, _people, _invited) = (connection, units, people, invited);

    /// <param name="connection">Kept: situations read more through it.</param>
    public static async Task<OpeningFacts> LoadAsync(NpgsqlConnection connection, DateTimeOffset from, CancellationToken ct)
    {
        return new(
            connection,
            await UnitTree.ReadAsync(connection, ct),
            await KnownPerson.AllAsync(connection, ct),
            await LastInvited.ListAsync(connection, from, ct)
        );
    }

    /// <summary>Days are those of the pulse's time zone.</summary>
    public async Task<OpeningSituation> SituationAsync(Pulse pulse, DateTimeOffset opensAt, DateTimeOffset closesAt, CancellationToken ct)
    {
        var day = LocalTime.DayOf(opensAt, pulse.TimeZone);
        var lastDay = LocalTime.DayOf(closesAt, pulse.TimeZone);
        var lately = _invited
            .Where(row => LastInvited.IsTooClose(row.QuietDays, row.At, pulse, opensAt))
            .Select(row => row.PersonId)
            .ToHashSet();
        var relationships = (await RelationshipsAsync(pulse, ct)).Select(relationship =>
            relationship.PinnedUntil < day ? relationship with { PinnedUntil = null } : relationship
        );
        return new OpeningSituation(
            [.. _people.Where(person => person.IsActive(day)).Select(person => person.Opening(day, lastDay, lately.Contains(person.Id)))],
            _units,
            [.. relationships],
            await PausesAsync(day, ct),
            _asked
        );
    }

    private async Task<IReadOnlyList<OpeningRelationship>> RelationshipsAsync(Pulse pulse, CancellationToken ct)
    {
        if (!_relationships.TryGetValue(pulse.Id, out var relationships))
        {
            _relationships[pulse.Id] = relationships = await OpeningRelationship.ListAsync(_connection, pulse, ct);
            var unknown = relationships.Select(relationship => relationship.Id).Where(_known.Add).ToArray();
            foreach (var (relationship, asked) in await AskedBefore.ReadAsync(_connection, unknown, ct))
            {
                _asked.Add(relationship, asked);
            }
        }
        return relationships;
    }

    private async Task<IReadOnlySet<(long, long)>> PausesAsync(DateOnly day, CancellationToken ct) =>
        (
            await _connection.ListAsync<PauseRow>(
                "select person_id, relationship_id from relationship_pause where until >= @day",
                new { day },
                ct
            )
        )
            .Select(pause => (pause.PersonId, pause.RelationshipId))
            .ToHashSet();

    private sealed record PauseRow(long PersonId, long RelationshipId);
}
