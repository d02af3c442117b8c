using System.Security.Cryptography;
using System.Text;

namespace Survey.Db.Waves.Sampling;

/// <summary>Pseudorandom numbers that are the same for the same seed.</summary>
public static class SeededHash
{
    /// <summary>A wave's seed comes from its code, so that preview and opening select the same people.</summary>
    public static long Seed(string waveCode) => BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes(waveCode.ToLowerInvariant())));

    public static ulong Of(long seed, long first, long second) => Mix(Mix(Mix((ulong)seed) ^ (ulong)first) ^ (ulong)second);

    /// <summary>SplitMix64 (Steele, Lea, Flood 2014, "Fast splittable pseudorandom number generators").</summary>
    public static ulong Next(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var value = state;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    private static ulong Mix(ulong value) => Next(ref value);
}
