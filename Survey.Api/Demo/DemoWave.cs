using Survey.Db.Pulses;

namespace Survey.Api.Demo;

/// <param name="Turns">How often each of its relationships was asked about before.</param>
internal sealed record DemoWave(int Index, string Code, Period Period, IReadOnlyDictionary<string, int> Turns)
{
    public bool IsTurn(string relationship, int turn) => Turns.TryGetValue(relationship, out var asked) && asked == turn;

    /// <summary>The past periods of all pulses, in the order of opening.</summary>
    public static IReadOnlyList<DemoWave> Past(IEnumerable<Pulse> pulses, DateTimeOffset now)
    {
        var asked = new Dictionary<string, int>();
        return
        [
            .. pulses
                .SelectMany(pulse =>
                    Periods.From(pulse, pulse.FirstDate).TakeWhile(period => period.ClosesAt <= now).Select(period => (pulse, period))
                )
                .OrderBy(wave => wave.period.OpensAt)
                .Select((wave, index) => new DemoWave(index, wave.period.WaveCode(wave.pulse), wave.period, Turn(wave.pulse, asked))),
        ];
    }

    private static Dictionary<string, int> Turn(Pulse pulse, Dictionary<string, int> asked)
    {
        var turns = pulse.Relationships.ToDictionary(code => code, code => asked.GetValueOrDefault(code));
        foreach (var code in pulse.Relationships)
        {
            asked[code] = turns[code] + 1;
        }
        return turns;
    }
}
