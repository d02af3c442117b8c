using Npgsql;
using Survey.Db.Languages;
using Survey.Db.Pulses;
using Survey.Db.Waves;

namespace Survey.Db.Reorganisations;

/// <param name="Code">Of a relationship that was there before and is there after.</param>
public sealed record CustomersChange(
    string Code,
    LocalizedText Provider,
    LocalizedText Customer,
    bool CustomerIsRoot,
    int Before,
    int After
);

/// <summary>What a change of units, people or relationships does to waves and trends (rule D10).</summary>
/// <param name="OpenWaves">They keep the structure with which they opened.</param>
/// <param name="Changes">Relationships whose trend breaks: so many more or fewer customers. The largest change first.</param>
public sealed record Reorganisation(IReadOnlyList<WaveName> OpenWaves, IReadOnlyList<CustomersChange> Changes)
{
    public bool ChangesNothing => Changes.Count == 0;

    /// <summary>Reads the structure, lets the change happen in the same transaction, and compares.</summary>
    public static async Task<(T Result, Reorganisation Done)> OfAsync<T>(
        NpgsqlConnection connection,
        Func<Task<T>> change,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var day = DateOnly.FromDateTime(now.UtcDateTime);
        var before = await CustomerCounts.ReadAsync(connection, day, ct);
        var result = await change();
        var after = await CustomerCounts.ReadAsync(connection, day, ct);
        return (result, new(await OpenAsync(connection, ct), await CompareAsync(connection, before, after, ct)));
    }

    /// <summary>Sentences for the one who changes the structure. Empty: no trend breaks.</summary>
    public IEnumerable<Sentence> Tell(Language language)
    {
        if (ChangesNothing)
        {
            yield break;
        }
        if (OpenWaves.Count > 0)
        {
            yield return new Sentence(
                "reorganisation.open",
                OpenWaves.Count,
                string.Join(" · ", OpenWaves.Select(wave => wave.In(language)))
            );
        }
        foreach (var change in Changes)
        {
            yield return new Sentence("reorganisation.customers", Name(change, language), change.Before, change.After);
        }
        yield return new Sentence("reorganisation.break");
    }

    private static string Name(CustomersChange change, Language language) =>
        language.Format(
            "reorganisation.service",
            change.Provider.In(language.Code),
            change.CustomerIsRoot ? language["reorganisation.everybody"] : change.Customer.In(language.Code)
        );

    private static Task<IReadOnlyList<WaveName>> OpenAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.ListAsync<WaveName>(
            "select wave_name(pulse_id, period) as name from wave where state in ('open', 'closed') order by opened_at, id",
            null,
            ct
        );

    private static async Task<IReadOnlyList<CustomersChange>> CompareAsync(
        NpgsqlConnection connection,
        IReadOnlyDictionary<string, int> before,
        IReadOnlyDictionary<string, int> after,
        CancellationToken ct
    )
    {
        var changed = after
            .Where(now => before.TryGetValue(now.Key, out var then) && Thresholds.AreOtherCustomers(then, now.Value))
            .ToList();
        var changes = await connection.ListAsync<CustomersChange>(
            """
            select relationship.code, provider.names as provider, customer.names as customer,
                   customer.parent_id is null as customer_is_root, changed.before, changed.after
            from unnest(@codes, @before, @after) as changed (code, before, after)
            join relationship on relationship.code = changed.code
            join unit provider on provider.id = provider_unit_id
            join unit customer on customer.id = customer_unit_id
            order by abs(changed.after - changed.before) desc, lower(relationship.code)
            """,
            new
            {
                codes = changed.Select(now => now.Key).ToArray(),
                before = changed.Select(now => before[now.Key]).ToArray(),
                after = changed.Select(now => now.Value).ToArray(),
            },
            ct
        );
        return changes;
    }
}
