using Npgsql;

namespace Survey.Db.Waves;

public static class CustomerCounts
{
    /// <summary>How many active people each relationship serves, by its code.</summary>
    public static async Task<IReadOnlyDictionary<string, int>> ReadAsync(NpgsqlConnection connection, DateOnly day, CancellationToken ct)
    {
        var people = await KnownPerson.AllAsync(connection, ct);
        var situation = new OpeningSituation(
            [.. people.Where(person => person.IsActive(day)).Select(person => person.Opening(day, day, false))],
            await UnitTree.ReadAsync(connection, ct),
            await OpeningRelationship.DeclaredAsync(connection, ["*"], ct),
            new HashSet<(long, long)>(),
            new Dictionary<long, IReadOnlyDictionary<long, Sampling.AskedBefore>>()
        );
        var customers = new Customers(situation);
        return situation.Relationships.ToDictionary(
            relationship => relationship.Code,
            relationship => customers.Of(relationship).Sum(stratum => stratum.Stratum.People.Length)
        );
    }
}
