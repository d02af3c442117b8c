using Survey.Db.Waves.Sampling;

namespace Survey.Db.Waves.Previews;

/// <summary>In which later wave of its pulse a relationship is asked that a wave leaves out for others.</summary>
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
            if (next.Pulse.Id != wave.Pulse.Id)
            {
                continue;
            }
            foreach (var chosen in selected.Relationships.Where(chosen => chosen.Reason is null && left.Remove(chosen.Relationship.Id)))
            {
                found[chosen.Relationship.Id] = next;
            }
        }
        return found;
    }

    /// <summary>The pulse's next waves, and waves of other pulses until then that open without another decision.</summary>
    private static IEnumerable<ComingWave> Later(ComingWave wave, IReadOnlyList<ComingWave> coming)
    {
        var later = coming.Where(one => one.OpensOn > wave.OpensOn && !one.IsCancelled).ToList();
        var own = later.Where(one => one.Pulse.Id == wave.Pulse.Id).Take(OwnWaves).ToList();
        var others = later.Where(one => one.OpensUnasked && own.Count > 0 && one.Period.OpensAt < own[^1].Period.OpensAt);
        return own.Concat(others.Where(one => one.Pulse.Id != wave.Pulse.Id).Take(AllWaves - own.Count));
    }
}
