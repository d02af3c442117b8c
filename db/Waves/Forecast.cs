using Npgsql;
using Survey.Db.Waves.Previews;
using Survey.Db.Waves.Priorities;
using Survey.Db.Waves.Sampling;

namespace Survey.Db.Waves;

/// <summary>Whom a coming wave would ask. Ignores opt-outs and pauses: two looks would reveal a choice (rule A2).</summary>
/// <param name="Before">The waves whose people this wave must not ask, in the order of opening.</param>
/// <param name="NextAsked">By relationship id: when one is asked that this wave leaves out for others.</param>
internal sealed record Forecast(
    Selection Selection,
    IReadOnlyList<EarlierSelection> Before,
    IReadOnlyDictionary<long, ComingWave> NextAsked
)
{
    // Bounds the work for a daily pulse with long quiet days. Earlier waves hardly change the result.
    private const int MaxEarlierWaves = 12;

    public static async Task<Forecast> OfAsync(NpgsqlConnection connection, ComingWave wave, DateTimeOffset at, CancellationToken ct)
    {
        var coming = await ComingWaves.ListAsync(connection, ComingWaves.MostAhead, at, ct);
        var waiting = RelevantWaves(coming, wave, (await WantedRechecks.ListAsync(connection, ct)).Count > 0, at);
        var facts = await OpeningFacts.LoadAsync(connection, waiting.Min(one => one.OpensFrom(at)), ct);
        var simulation = new WaveSimulation(facts, await SelectionOrder.LoadAsync(connection, ct), waiting, at);
        var (next, selection) = await simulation.NextAsync(ct);
        while (next != wave)
        {
            (next, selection) = await simulation.NextAsync(ct);
        }
        var before = simulation.Before(wave);
        return new(selection, before, await NextAsking.FindAsync(simulation, wave, selection, coming, ct));
    }

    /// <summary>The wave, and those before it or on its day that open without another decision and influence it or each other.</summary>
    /// <param name="anyMatters">A re-check is wanted: which wave makes it depends on each wave before.</param>
    private static List<ComingWave> RelevantWaves(IReadOnlyList<ComingWave> coming, ComingWave wave, bool anyMatters, DateTimeOffset at)
    {
        List<ComingWave> found = [wave];
        var others = coming
            .Where(one =>
                one.OpensUnasked
                && one.Code != wave.Code
                && (one.Period.OpensAt <= wave.Period.OpensAt || SelectionOrder.AreSameDay(one, wave, at))
            )
            .Reverse()
            .ToList();
        while (
            found.Count <= MaxEarlierWaves
            && others.Find(one => anyMatters || found.Any(other => AreTooClose(one, other) || DecidesTurn(one, other))) is { } next
        )
        {
            found.Add(next);
            others.Remove(next);
        }
        return found;

        bool AreTooClose(ComingWave earlier, ComingWave later) =>
            LastInvited.IsTooClose(earlier.Pulse.QuietDays, earlier.OpensFrom(at), later.Pulse, later.OpensFrom(at));

        // If two waves open on the same day, the pulses' earlier waves decide which comes first.
        bool DecidesTurn(ComingWave earlier, ComingWave later) =>
            earlier.Pulse.Id == later.Pulse.Id && found.Any(other => other != later && SelectionOrder.AreSameDay(other, later, at));
    }
}
