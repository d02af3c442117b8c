using Survey.Db.Waves.Sampling;

namespace Survey.Db.Waves.Previews;

/// <summary>Selects the people of coming waves one after another, as the openings would. Ignores opt-outs and pauses (rule A2).</summary>
internal sealed class WaveSimulation(OpeningFacts facts, SelectionOrder order, IEnumerable<ComingWave> waves, DateTimeOffset at)
{
    private readonly List<ComingWave> _waiting = [.. waves];
    private readonly List<EarlierSelection> _asked = [];

    public bool IsOver => _waiting.Count == 0;

    public void Add(IEnumerable<ComingWave> waves) => _waiting.AddRange(waves);

    /// <summary>The waves whose people that wave must not ask.</summary>
    public IReadOnlyList<EarlierSelection> Before(ComingWave wave) =>
        [.. _asked.Where(one => one.Wave != wave.Code && one.People.Count > 0 && one.IsQuietFor(wave.Pulse, wave.OpensFrom(at)))];

    public async Task<(ComingWave Wave, Selection Selection)> NextAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var next = order.Next(_waiting, at);
        var opensAt = next.OpensFrom(at);
        var situation = (await facts.SituationAsync(next.Pulse, opensAt, next.Period.ClosesAt, ct))
            .WithoutChoices()
            .After(_asked, next.Pulse, opensAt);
        var selection = Selector.Select(situation, SelectionRules.Of(next.Pulse), SeededHash.Seed(next.Code));
        _asked.Add(EarlierSelection.Of(next, opensAt, situation, selection));
        if (_asked[^1].People.Count > 0)
        {
            order.Asked(next.Pulse, opensAt);
        }
        _waiting.Remove(next);
        return (next, selection);
    }
}
