using Npgsql;
using Survey.Db.Waves.Sampling;

namespace Survey.Db.Waves;

/// <summary>Whom a coming wave would ask. Ignores opt-outs and pauses: two looks would reveal a choice (rule A2).</summary>
/// <param name="Before">The waves whose people this wave must not ask, in the order of opening.</param>
internal sealed record Forecast(Selection Selection, IReadOnlyList<EarlierSelection> Before)
{
    // Bounds the work for a daily pulse with long quiet days. Earlier waves hardly change the result.
    private const int MaxEarlierWaves = 12;

    public static async Task<Forecast> OfAsync(NpgsqlConnection connection, ComingWave wave, DateTimeOffset at, CancellationToken ct)
    {
        var waiting = RelevantWaves(await ComingWaves.ListAsync(connection, ComingWaves.MostAhead, at, ct), wave, at);
        var order = await SelectionOrder.LoadAsync(connection, ct);
        var facts = await OpeningFacts.LoadAsync(connection, waiting.Min(one => one.OpensFrom(at)), ct);
        var asked = new List<EarlierSelection>();
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var next = order.Next(waiting, at);
            var opensAt = next.OpensFrom(at);
            var situation = (await facts.SituationAsync(next.Pulse, opensAt, next.Period.ClosesAt, ct))
                .WithoutChoices()
                .After(asked, next.Pulse, opensAt);
            var selection = Selector.Select(situation, SelectionRules.Of(next.Pulse), SeededHash.Seed(next.Code));
            if (next == wave)
            {
                return new(
                    selection,
                    [.. asked.Where(one => one.People.Count > 0 && one.IsQuietFor(wave.Pulse, opensAt))]
                );
            }
            asked.Add(EarlierSelection.Of(next, opensAt, situation, selection));
            if (asked[^1].People.Count > 0)
            {
                order.Asked(next.Pulse, opensAt);
            }
            waiting.Remove(next);
        }
    }

    /// <summary>The wave, and those before it or on its day that open without another decision and influence it or each other.</summary>
    private static List<ComingWave> RelevantWaves(IReadOnlyList<ComingWave> coming, ComingWave wave, DateTimeOffset at)
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
            && others.Find(one => found.Any(other => AreTooClose(one, other) || DecidesTurn(one, other))) is { } next
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
