using Npgsql;
using Survey.Db.Languages;
using Survey.Db.Pulses;
using Survey.Db.Waves;

namespace Survey.Db.Reorganisations;

/// <param name="Before">0: it was not there.</param>
/// <param name="After">0: it has ended.</param>
public sealed record CustomersChange(
    string Code,
    LocalizedText Provider,
    LocalizedText Customer,
    bool CustomerIsRoot,
    bool IsInPulse,
    int Before,
    int After
);

/// <summary>What a change of units, people or relationships does to waves and trends (rule D10).</summary>
/// <param name="OpenWaves">They keep the structure with which they opened.</param>
/// <param name="Changes">Relationships whose trend breaks: so many more or fewer customers. The largest change first.</param>
/// <param name="Begun">Relationships that a pulse asks about from now on.</param>
/// <param name="Ended">Relationships that a pulse asks about no more.</param>
public sealed record Reorganisation(
    IReadOnlyList<WaveName> OpenWaves,
    IReadOnlyList<CustomersChange> Changes,
    IReadOnlyList<CustomersChange> Begun,
    IReadOnlyList<CustomersChange> Ended
)
{
    private const int MostNames = 10;

    public bool ChangesNothing => Changes.Count + Begun.Count + Ended.Count == 0;

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
        var changes = await CompareAsync(connection, before, after, day, ct);
        return (
            result,
            new(
                await OpenAsync(connection, ct),
                [.. changes.Where(one => before.ContainsKey(one.Code) && after.ContainsKey(one.Code))],
                [.. changes.Where(one => !before.ContainsKey(one.Code) && one.IsInPulse)],
                [.. changes.Where(one => !after.ContainsKey(one.Code) && one.IsInPulse)]
            )
        );
    }

    /// <summary>Sentences for the one who changes the structure. Empty: it changes nothing for waves.</summary>
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
        if (Changes.Count > 0)
        {
            yield return new Sentence("reorganisation.break");
        }
        if (Begun.Count > 0)
        {
            yield return new Sentence("reorganisation.begun", Begun.Count, Names(Begun, language));
        }
        if (Ended.Count > 0)
        {
            yield return new Sentence("reorganisation.ended", Ended.Count, Names(Ended, language));
        }
    }

    private static string Names(IReadOnlyList<CustomersChange> changes, Language language) =>
        string.Join(" · ", changes.Take(MostNames).Select(change => Name(change, language))) + (changes.Count > MostNames ? " · …" : "");

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

    private static Task<IReadOnlyList<CustomersChange>> CompareAsync(
        NpgsqlConnection connection,
        IReadOnlyDictionary<string, int> before,
        IReadOnlyDictionary<string, int> after,
        DateOnly day,
        CancellationToken ct
    )
    {
        var changed = before
            .Keys.Union(after.Keys)
            .Where(code =>
                !before.TryGetValue(code, out var then) || !after.TryGetValue(code, out var now) || Thresholds.AreOtherCustomers(then, now)
            )
            .ToArray();
        return connection.ListAsync<CustomersChange>(
            """
            select relationship.code, provider.names as provider, customer.names as customer,
                   customer.parent_id is null as customer_is_root,
                   exists (select from pulse, unnest(relationships) as asked
                           where not paused and coalesce(end_date, @day) >= @day
                             and lower(asked) in ('*', lower(relationship.code))) as is_in_pulse,
                   changed.before, changed.after
            from unnest(@changed, @before, @after) as changed (code, before, after)
            join relationship on relationship.code = changed.code
            join unit provider on provider.id = provider_unit_id
            join unit customer on customer.id = customer_unit_id
            order by abs(changed.after - changed.before) desc, lower(relationship.code)
            """,
            new
            {
                changed,
                before = changed.Select(code => before.GetValueOrDefault(code)).ToArray(),
                after = changed.Select(code => after.GetValueOrDefault(code)).ToArray(),
                day,
            },
            ct
        );
    }
}
