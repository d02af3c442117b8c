using Survey.Db.Waves.Sampling;

namespace Survey.Api.Demo;

/// <summary>Random numbers that are the same at every load.</summary>
internal sealed class DemoChance(string seed)
{
    private readonly long _seed = SeededHash.Seed(seed);
    private int _drawn;

    /// <summary>In [0, 1).</summary>
    public double Share() => (SeededHash.Of(_seed, _drawn++, 0) >> 11) * Math.ScaleB(1, -53);

    public bool Happens(double probability) => Share() < probability;

    /// <summary>From 0 to <paramref name="count"/> - 1.</summary>
    public int Below(int count) => (int)(Share() * count);

    /// <summary>Standard normal, by Box and Muller (1958).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Share())) * Math.Cos(2 * Math.PI * Share());
}
