using Npgsql;

namespace Survey.Db.Waves;

/// <summary>
/// Whom a coming wave would ask, once the waves that open before it have asked theirs. Nobody's choice to be left alone goes into it: else
/// whoever looks twice would see that somebody chose (rule A2).
/// </summary>
/// <param name="Before">Codes of the waves whose people it has to leave in peace, in the order of opening.</param>
internal sealed record Forecast(Selection Selection, IReadOnlyList<string> Before)
{
    // Of a daily pulse with long quiet days: further back it makes no difference that anybody could foresee.
    private const int MostBefore = 12;

    public static async Task<Forecast> OfAsync(NpgsqlConnection connection, ComingWave wave, DateTimeOffset at, CancellationToken ct)
    {
        var waiting = InTheWay(await ComingWaves.ListAsync(connection, ComingWaves.MostAhead, at, ct), wave, at);
        var turns = await DayTurns.LoadAsync(connection, ct);
        var facts = await OpeningFacts.LoadAsync(connection, waiting.Min(one => one.OpensFrom(at)), ct);
        var asked = new List<ForeseenAsking>();
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var next = turns.Next(waiting, at);
            var opensAt = next.OpensFrom(at);
            var situation = (await facts.SituationAsync(next.Pulse, opensAt, next.Period.ClosesAt, ct))
                .WithoutChoices()
                .After(asked, next.Pulse, opensAt);
            var selection = Selector.Select(situation, SelectionRules.Of(next.Pulse), SeededHash.Seed(next.Code));
            if (next == wave)
            {
                return new(
                    selection,
                    [.. asked.Where(one => one.People.Count > 0 && one.IsQuietFor(wave.Pulse, opensAt)).Select(one => one.Wave)]
                );
            }
            asked.Add(ForeseenAsking.Of(next, opensAt, situation, selection));
            if (asked[^1].People.Count > 0)
            {
                turns.Asked(next.Pulse, opensAt);
            }
            waiting.Remove(next);
        }
    }

    /// <summary>
    /// The wave and those before it, or on its day, that will open without anybody's doing and matter to it or to each other.
    /// </summary>
    private static List<ComingWave> InTheWay(IReadOnlyList<ComingWave> coming, ComingWave wave, DateTimeOffset at)
    {
        List<ComingWave> found = [wave];
        var others = coming
            .Where(one =>
                one.OpensUnasked
                && one.Code != wave.Code
                && (one.Period.OpensAt <= wave.Period.OpensAt || DayTurns.AreSameDay(one, wave, at))
            )
            .Reverse()
            .ToList();
        while (
            found.Count <= MostBefore
            && others.Find(one => found.Any(other => AreTooClose(one, other) || DecidesTurn(one, other))) is { } next
        )
        {
            found.Add(next);
            others.Remove(next);
        }
        return found;

        bool AreTooClose(ComingWave earlier, ComingWave later) =>
            LastInvited.IsTooClose(earlier.Pulse.QuietDays, earlier.OpensFrom(at), later.Pulse, later.OpensFrom(at));

        // Where two open on the same day, it is the pulses' waves before that tell which has waited longer.
        bool DecidesTurn(ComingWave earlier, ComingWave later) =>
            earlier.Pulse.Id == later.Pulse.Id && found.Any(other => other != later && DayTurns.AreSameDay(other, later, at));
    }
}
