using Survey.Db.Waves.Sampling;

namespace Survey.Db.Waves.Previews;

/// <summary>In which later wave, of whatever pulse, a relationship is asked that a wave leaves out for others.</summary>
internal static class NextAsking
{
    /// <summary>Waves of the pulse that are looked at.</summary>
    public const int OwnWaves = 3;

    private const int AllWaves = 12;

    /// <param name="simulation">The wave was its last step.</param>
    /// <returns>By relationship id; absent: asked now, never, or not within these waves.</returns>
    public static async Task<IReadOnlyDictionary<long, ComingWave>> FindAsync(
        WaveSimulation simulation,
        ComingWave wave,
        Selection selection,
        IReadOnlyList<ComingWave> coming,
        CancellationToken ct
    )
    {
        var left = selection
            .Relationships.Where(chosen => NotAsked.IsPostponed(chosen.Reason))
            .Select(chosen => chosen.Relationship.Id)
            .ToHashSet();
        var found = new Dictionary<long, ComingWave>();
        simulation.Add(left.Count == 0 ? [] : Later(wave, coming));
        while (left.Count > 0 && !simulation.IsOver)
        {
            var (next, selected) = await simulation.NextAsync(ct);
            foreach (var chosen in selected.Relationships.Where(chosen => chosen.Reason is null && left.Remove(chosen.Relationship.Id)))
            {
                found[chosen.Relationship.Id] = next;
            }
        }
        return found;
    }

    /// <summary>The pulse's next waves, and waves of other pulses until the last of them that open without another decision.</summary>
    private static IEnumerable<ComingWave> Later(ComingWave wave, IReadOnlyList<ComingWave> coming)
    {
        var later = coming.Where(one => one.OpensOn > wave.OpensOn && !one.IsCancelled).ToList();
        var own = later.Where(one => one.Pulse.Id == wave.Pulse.Id).Take(OwnWaves).ToList();
        var others = later.Where(one => one.OpensUnasked && one.Pulse.Id != wave.Pulse.Id);
        // Later ones would be asked of people whom waves of this pulse have asked that are not simulated.
        var until = own.Count == OwnWaves ? own[^1].Period.OpensAt : DateTimeOffset.MaxValue;
        return own.Concat(others.Where(one => one.Period.OpensAt < until).Take(AllWaves - own.Count));
    }
}
