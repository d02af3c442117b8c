namespace Survey.Api.Shared;

/// <summary>
/// How often something may happen per key: a burst, then once per interval (generic cell rate algorithm, ITU-T I.371). Memory is fixed:
/// a key is only a place in a table, found by a hash that is different in every process; now and then two keys share a place.
/// </summary>
internal sealed class Throttle(int burst, TimeSpan interval, TimeProvider time)
{
    private const int Places = 1 << 16;

    /// <summary>When what was taken at a place is used up, in ticks of the clock.</summary>
    private readonly long[] _usedUp = new long[Places];

    private readonly long _interval = interval.Ticks;
    private readonly long _allowance = interval.Ticks * (burst - 1);

    /// <returns>Null: it may happen now. Else how long to wait.</returns>
    public TimeSpan? Take(ReadOnlySpan<byte> key)
    {
        ref var place = ref _usedUp[PlaceOf(key)];
        var now = time.GetElapsedTime(0).Ticks;
        while (true)
        {
            var seen = Volatile.Read(ref place);
            var start = Math.Max(seen, now);
            if (start - now > _allowance)
            {
                return TimeSpan.FromTicks(start - now - _allowance);
            }
            if (Interlocked.CompareExchange(ref place, start + _interval, seen) == seen)
            {
                return null;
            }
        }
    }

    private static int PlaceOf(ReadOnlySpan<byte> key)
    {
        var hash = new HashCode();
        hash.AddBytes(key);
        return hash.ToHashCode() & (Places - 1);
    }
}
