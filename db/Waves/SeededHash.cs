using System.Security.Cryptography;
using System.Text;

namespace Survey.Db.Waves;

/// <summary>Chance that can be repeated.</summary>
public static class SeededHash
{
    /// <summary>A wave's seed, from its code: the preview draws the same strata as the opening.</summary>
    public static long Seed(string waveCode) => BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes(waveCode.ToLowerInvariant())));

    /// <summary>Evenly spread over all values, and unrelated for neighbouring ids.</summary>
    public static ulong Of(long seed, long first, long second) => Mix(Mix(Mix((ulong)seed) ^ (ulong)first) ^ (ulong)second);

    /// <summary>
    /// The next of a row of numbers that looks like chance: SplitMix64 (Steele, Lea, Flood 2014, "Fast splittable pseudorandom number
    /// generators").
    /// </summary>
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
