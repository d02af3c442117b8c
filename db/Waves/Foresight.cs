using Npgsql;
using Survey.Db.Pulses;

namespace Survey.Db.Waves;

/// <summary>
/// Whom a coming wave would ask, once the waves that open before it have asked theirs. Nobody's choice to be left alone goes into it: else
/// whoever looks twice would see that somebody chose (rule A2).
/// </summary>
/// <param name="Before">Codes of the waves whose people it has to leave in peace, in the order of opening.</param>
internal sealed record Foresight(Selection Selection, IReadOnlyList<string> Before)
{
    // Of a daily pulse with long quiet days: further back it makes no difference that anybody could foresee.
    private const int MostBefore = 12;

    public static async Task<Foresight> OfAsync(NpgsqlConnection connection, ComingWave wave, DateTimeOffset at, CancellationToken ct)
    {
        var waiting = await InTheWayAsync(connection, wave, at, ct);
        var lastAsked = await LastAskedAsync(connection, ct);
        var facts = await OpeningFacts.LoadAsync(connection, waiting.Min(one => OpensAt(one, at)), ct);
        var asked = new List<ForeseenAsking>();
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var next = waiting.OrderBy(one => one.Period.OpensAt).ThenBy(one => lastAsked.GetValueOrDefault(one.Pulse.Id))
                .ThenBy(one => one.Code, StringComparer.OrdinalIgnoreCase).First();
            var opensAt = OpensAt(next, at);
            var situation = (await facts.SituationAsync(next.Pulse, opensAt, next.Period.ClosesAt, ct))
                .WithoutChoices().After(asked, next.Pulse, opensAt);
            var selection = Selector.Select(situation, SelectionRules.Of(next.Pulse), SeededHash.Seed(next.Code));
            if (next == wave)
            {
                return new(selection, [.. asked.Where(one => one.People.Count > 0 && one.IsQuietFor(wave.Pulse, opensAt)).Select(one => one.Wave)]);
            }
            asked.Add(ForeseenAsking.Of(next, opensAt, situation, selection));
            lastAsked[next.Pulse.Id] = asked[^1].People.Count > 0 ? opensAt : lastAsked.GetValueOrDefault(next.Pulse.Id);
            waiting.Remove(next);
        }
    }

    /// <summary>The wave and those before it, or at the same instant, that will open without anybody's doing and matter to it or to each other.</summary>
    private static async Task<List<ComingWave>> InTheWayAsync(NpgsqlConnection connection, ComingWave wave, DateTimeOffset at, CancellationToken ct)
    {
        List<ComingWave> found = [wave];
        foreach (var earlier in (await ComingWaves.ListAsync(connection, ComingWaves.MostAhead, at, ct)).Reverse()
            .Where(one => one.Opens is WaveOpens.ByItself or WaveOpens.Approved && one.Period.OpensAt <= wave.Period.OpensAt && one.Code != wave.Code))
        {
            if (found.Count <= MostBefore && (found.Any(one => AreTooClose(earlier, one)) || found.Any(one => DecidesTurn(earlier, one))))
            {
                found.Add(earlier);
            }
        }
        return found;

        bool AreTooClose(ComingWave earlier, ComingWave later) =>
            LastInvited.IsTooClose(earlier.Pulse.QuietDays, OpensAt(earlier, at), later.Pulse, OpensAt(later, at));

        // Where two open at the same instant, it is the pulses' waves before that tell which has waited longer.
        bool DecidesTurn(ComingWave earlier, ComingWave later) =>
            earlier.Pulse.Id == later.Pulse.Id && found.Any(other => other != later && other.Period.OpensAt == later.Period.OpensAt);
    }

    private static DateTimeOffset OpensAt(ComingWave wave, DateTimeOffset at) => wave.Period.OpensAt > at ? wave.Period.OpensAt : at;

    /// <summary>When each pulse last asked anybody.</summary>
    private static async Task<Dictionary<long, DateTimeOffset>> LastAskedAsync(NpgsqlConnection connection, CancellationToken ct) =>
        (await connection.ListAsync<LastAsking>("""
            select pulse_id, max(opened_at) as opened_at
            from wave
            where pulse_id is not null and opened_at is not null and exists (select from invitation where wave_id = wave.id)
            group by pulse_id
            """, null, ct)).ToDictionary(row => row.PulseId, row => row.OpenedAt);

    private sealed record LastAsking(long PulseId, DateTimeOffset OpenedAt);
}
