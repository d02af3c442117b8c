using Survey.Db.Waves;

namespace Survey.Reports.Scoring;

/// <summary>As many people again, drawn with replacement (Efron 1979, Annals of Statistics 7:1).</summary>
/// <param name="seed">The same seed draws the same people.</param>
internal sealed class Resample(IReadOnlyList<RatedJourney> journeys, int seed)
{
    private readonly int[] _people = [.. journeys.SelectMany((journey, index) => Enumerable.Repeat(index, journey.People))];
    private readonly int[] _drawn = new int[journeys.Count];
    private ulong _chance = (ulong)seed;

    /// <returns>How many of each journey. Overwritten by the next call.</returns>
    public ReadOnlySpan<int> Draw()
    {
        Array.Clear(_drawn);
        for (var draw = 0; draw < _people.Length; draw += 2)
        {
            var chance = SeededHash.Next(ref _chance);
            Count((uint)chance);
            if (draw + 1 < _people.Length)
            {
                Count((uint)(chance >> 32));
            }
        }
        return _drawn;
    }

    /// <summary>The person at that part of the way through everybody.</summary>
    private void Count(uint chance) => _drawn[_people[(int)((ulong)chance * (uint)_people.Length >> 32)]]++;
}
