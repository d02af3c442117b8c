namespace Survey.Api.Limits;

/// <summary>
/// Rate limit per key: a burst, then once per interval (generic cell rate algorithm, ITU-T I.371). The memory is fixed: a hash with a
/// random seed per process gives a key its slot, so rarely two keys share a slot.
/// </summary>
internal sealed class Throttle(int burst, TimeSpan interval, TimeProvider time)
{
    private const int Slots = 1 << 16;

    /// <summary>Theoretical arrival time of each slot, in ticks.</summary>
    private readonly long[] _arrivals = new long[Slots];

    private readonly long _interval = interval.Ticks;
    private readonly long _allowance = interval.Ticks * (burst - 1);

    /// <returns>Null: allowed now. Else the time to wait.</returns>
    public TimeSpan? Take(ReadOnlySpan<byte> key)
    {
        ref var slot = ref _arrivals[SlotOf(key)];
        var now = time.GetElapsedTime(0).Ticks;
        while (true)
        {
            var seen = Volatile.Read(ref slot);
            var start = Math.Max(seen, now);
            if (start - now > _allowance)
            {
                return TimeSpan.FromTicks(start - now - _allowance);
            }
            if (Interlocked.CompareExchange(ref slot, start + _interval, seen) == seen)
            {
                return null;
            }
        }
    }

    private static int SlotOf(ReadOnlySpan<byte> key)
    {
        var hash = new HashCode();
        hash.AddBytes(key);
        return hash.ToHashCode() & (Slots - 1);
    }
}
