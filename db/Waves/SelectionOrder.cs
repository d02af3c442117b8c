using Npgsql;
using Survey.Db.Pulses;
using Survey.Db.Zones;

namespace Survey.Db.Waves;

/// <summary>Order of waves that open on one day: the pulse that asked least recently selects first, so pulses alternate.</summary>
/// <remarks>The day is that of each pulse's time zone. Waves that open before the first one do not ask its people.</remarks>
internal sealed class SelectionOrder
{
    private readonly Dictionary<long, DateTimeOffset> _lastAsked;

    private SelectionOrder(Dictionary<long, DateTimeOffset> lastAsked) => _lastAsked = lastAsked;

    public static async Task<SelectionOrder> LoadAsync(NpgsqlConnection connection, CancellationToken ct) =>
        new(
            (
                await connection.ListAsync<LastOpening>(
                    """
                    select pulse_id, max(opened_at) as opened_at
                    from wave
                    where pulse_id is not null and opened_at is not null and exists (select from invitation where wave_id = wave.id)
                    group by pulse_id
                    """,
                    null,
                    ct
                )
            ).ToDictionary(row => row.PulseId, row => row.OpenedAt)
        );

    /// <summary>The wave that selects its people next: of those on the earliest day, the first in this order.</summary>
    public ComingWave Next(IReadOnlyCollection<ComingWave> waiting, DateTimeOffset at)
    {
        var first = InOrder(waiting).MinBy(one => one.Period.OpensAt)!;
        return InOrder(waiting.Where(one => AreSameDay(one, first, at))).First();
    }

    public void Asked(Pulse pulse, DateTimeOffset at) => _lastAsked[pulse.Id] = at;

    /// <summary>Waves of the same day that select before this wave although they open later.</summary>
    public IReadOnlyList<ComingWave> Before(ComingWave wave, IEnumerable<ComingWave> others, DateTimeOffset at) =>
        [.. InOrder(others.Where(one => one.OpensUnasked && AreSameDay(one, wave, at)).Append(wave)).TakeWhile(one => one != wave)];

    public static bool AreSameDay(ComingWave one, ComingWave other, DateTimeOffset at) => DayOf(one, at) == DayOf(other, at);

    private static DateOnly DayOf(ComingWave wave, DateTimeOffset at) => LocalTime.DayOf(wave.OpensFrom(at), wave.Pulse.TimeZone);

    private IOrderedEnumerable<ComingWave> InOrder(IEnumerable<ComingWave> waves) =>
        waves
            .OrderBy(one => _lastAsked.GetValueOrDefault(one.Pulse.Id))
            .ThenBy(one => one.Period.OpensAt)
            .ThenBy(one => one.Code, StringComparer.OrdinalIgnoreCase);

    private sealed record LastOpening(long PulseId, DateTimeOffset OpenedAt);
}
