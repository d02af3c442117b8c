using Npgsql;
using Survey.Db.Questionnaires;

namespace Survey.Db.Results;

/// <summary>A sealed wave in which a relationship was asked.</summary>
/// <param name="Since">The day on which the wave opened; of history, on which it closed.</param>
/// <param name="QuestionnaireId">Null: history, which has no version.</param>
/// <param name="Customers">At opening; null: unknown.</param>
internal sealed record AskedWave(long RelationshipId, long WaveId, DateOnly Since, long? QuestionnaireId, int? Customers)
{
    public bool HasOtherCustomersThan(AskedWave before) =>
        before.Customers is { } then && Customers is { } now && Thresholds.AreOtherCustomers(then, now);
}

/// <summary>How a relationship was asked in its sealed waves, oldest first.</summary>
public sealed class AskedHistory
{
    private readonly List<AskedWave> _waves;
    private readonly IReadOnlyDictionary<long, Questionnaire> _versions;

    private AskedHistory(IEnumerable<AskedWave> waves, IReadOnlyDictionary<long, Questionnaire> versions)
    {
        (_waves, _versions) = ([.. waves], versions);
        Breaks = [.. FindBreaks()];
    }

    public IReadOnlyList<TrendBreak> Breaks { get; }

    /// <summary>By relationship.</summary>
    public static async Task<IReadOnlyDictionary<long, AskedHistory>> ReadAsync(
        NpgsqlConnection connection,
        long[] relationships,
        CancellationToken ct
    )
    {
        var waves = await connection.ListAsync<AskedWave>(
            """
            select asked.relationship_id, asked.wave_id,
                   coalesce((wave.opened_at at time zone known_zone(pulse.time_zone))::date, wave.period) as since,
                   case when pulse.id is not null then asked.questionnaire_id end as questionnaire_id, asked.customers
            from wave_relationship asked
            join wave on wave.id = asked.wave_id and wave.state = 'sealed'
            left join pulse on pulse.id = wave.pulse_id
            where asked.relationship_id = any(@relationships) and asked.not_asked is null
            order by wave.closed_at, wave.id
            """,
            new { relationships },
            ct
        );
        var versions = await QuestionnaireStore.ReadAsync(connection, [.. waves.Select(wave => wave.QuestionnaireId).OfType<long>()], ct);
        return waves.GroupBy(wave => wave.RelationshipId).ToDictionary(group => group.Key, group => new AskedHistory(group, versions));
    }

    /// <summary>The verdict of a wave, marked where the relationship was asked otherwise in the wave that it is compared with.</summary>
    public PublishedVerdict Mark(PublishedVerdict verdict, long waveId)
    {
        var (then, now) = (_waves.FindIndex(wave => wave.WaveId == verdict.OtherWaveId), _waves.FindIndex(wave => wave.WaveId == waveId));
        return then < 0 || now < 0
            ? verdict
            : verdict with
            {
                AskedDifferentlySince = AskedDifferently(_waves[then], _waves[now]).Contains(verdict.Item)
                    ? LastBreak(then, now, one => one.Items.Contains(verdict.Item))
                    : null,
                CustomersChangedSince = _waves[now].HasOtherCustomersThan(_waves[then])
                    ? LastBreak(then, now, one => one.CustomersChanged)
                    : null,
            };
    }

    /// <summary>Small steps may add up without a break between any two waves.</summary>
    private DateOnly LastBreak(int then, int now, Func<TrendBreak, bool> isMeant)
    {
        var between = _waves.Skip(then + 1).Take(now - then).Select(wave => wave.WaveId).ToHashSet();
        return Breaks.LastOrDefault(one => between.Contains(one.WaveId) && isMeant(one))?.Since ?? _waves[now].Since;
    }

    private IEnumerable<TrendBreak> FindBreaks()
    {
        AskedWave? asked = null,
            counted = null;
        foreach (var wave in _waves)
        {
            var items = asked is null ? new HashSet<string>() : AskedDifferently(asked, wave);
            var customersChanged = counted is not null && wave.HasOtherCustomersThan(counted);
            if (items.Count > 0 || customersChanged)
            {
                yield return new(wave.WaveId, wave.Since, items, customersChanged);
            }
            asked = wave.QuestionnaireId is null ? asked : wave;
            counted = wave.Customers is null ? counted : wave;
        }
    }

    private IReadOnlySet<string> AskedDifferently(AskedWave before, AskedWave now) =>
        before.QuestionnaireId is { } then && now.QuestionnaireId is { } today && then != today
            ? QuestionChange.Between(_versions[then], _versions[today])
            : new HashSet<string>();
}
