using Survey.Db.Waves.Sampling;

namespace Survey.Reports.Scoring;

/// <summary>Bootstrap samples of as many people (Efron 1979, Annals of Statistics 7:1). The same seed draws the same people.</summary>
internal sealed class Resample(IReadOnlyList<RatedJourney> journeys, int seed)
{
    private readonly int[] _people = [.. journeys.SelectMany((journey, index) => Enumerable.Repeat(index, journey.People))];
    private readonly int[] _drawn = new int[journeys.Count];
    private ulong _chance = (ulong)seed;

    /// <summary>People per journey. The next call overwrites it.</summary>
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

    private void Count(uint chance) => _drawn[_people[(int)((ulong)chance * (uint)_people.Length >> 32)]]++;
}
