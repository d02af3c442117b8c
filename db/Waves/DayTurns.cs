using Npgsql;
using Survey.Db.Pulses;

namespace Survey.Db.Waves;

/// <summary>
/// Waves that open on the same day, each where its pulse is, and want the same people: whatever their hours, the one whose pulse has waited
/// longest to ask anybody comes first, so that pulses take turns. Those that open before it leave its people in peace.
/// </summary>
internal sealed class DayTurns
{
    private readonly Dictionary<long, DateTimeOffset> _lastAsked;

    private DayTurns(Dictionary<long, DateTimeOffset> lastAsked) => _lastAsked = lastAsked;

    public static async Task<DayTurns> LoadAsync(NpgsqlConnection connection, CancellationToken ct) =>
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

    /// <summary>The next one to choose its people: of the day of the first one the one whose turn it is.</summary>
    public ComingWave Next(IReadOnlyCollection<ComingWave> waiting, DateTimeOffset at)
    {
        var first = InOrder(waiting).MinBy(one => one.Period.OpensAt)!;
        return InOrder(waiting.Where(one => AreSameDay(one, first, at))).First();
    }

    /// <summary>The pulse has asked somebody.</summary>
    public void Asked(Pulse pulse, DateTimeOffset at) => _lastAsked[pulse.Id] = at;

    /// <summary>Those of a wave's day that choose their people before it although they open later.</summary>
    public IReadOnlyList<ComingWave> Before(ComingWave wave, IEnumerable<ComingWave> others, DateTimeOffset at) =>
        [.. InOrder(others.Where(one => one.OpensUnasked && AreSameDay(one, wave, at)).Append(wave)).TakeWhile(one => one != wave)];

    /// <param name="at">What is due opens then.</param>
    public static bool AreSameDay(ComingWave one, ComingWave other, DateTimeOffset at) => DayOf(one, at) == DayOf(other, at);

    private static DateOnly DayOf(ComingWave wave, DateTimeOffset at) => LocalTime.DayOf(wave.OpensFrom(at), wave.Pulse.TimeZone);

    private IOrderedEnumerable<ComingWave> InOrder(IEnumerable<ComingWave> waves) =>
        waves
            .OrderBy(one => _lastAsked.GetValueOrDefault(one.Pulse.Id))
            .ThenBy(one => one.Period.OpensAt)
            .ThenBy(one => one.Code, StringComparer.OrdinalIgnoreCase);

    private sealed record LastOpening(long PulseId, DateTimeOffset OpenedAt);
}
