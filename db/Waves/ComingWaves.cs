using System.Globalization;
using Npgsql;
using Survey.Db.Pulses;

namespace Survey.Db.Waves;

/// <summary>Waves that will open: planned ones, and the next periods of each pulse with HR's decisions applied.</summary>
public sealed class ComingWaves
{
    // One year of a weekly pulse.
    internal const int MostAhead = 53;
    private const string DayFormat = "yyyy-MM-dd";

    private readonly ILookup<long, WaveRow> _waves;
    private readonly Dictionary<(long, DateOnly), WaveDecision> _decisions;

    private ComingWaves(IEnumerable<WaveRow> waves, IEnumerable<WaveDecision> decisions) =>
        (_waves, _decisions) = (waves.ToLookup(wave => wave.PulseId), decisions.ToDictionary(one => (one.PulseId, one.Period)));

    /// <summary>Waves of all pulses, by opening time. Of a paused pulse only those that are planned.</summary>
    public static async Task<IReadOnlyList<ComingWave>> ListAsync(
        NpgsqlConnection connection,
        int ahead,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var known = await LoadAsync(connection, ct);
        return
        [
            .. (await PulseList.AllAsync(connection, ct))
                .SelectMany(pulse => known.Of(pulse, now).Where(wave => wave.IsPlanned || !pulse.Paused).Take(ahead))
                .OrderBy(wave => wave.Period.OpensAt)
                .ThenBy(wave => wave.Code, StringComparer.OrdinalIgnoreCase),
        ];
    }

    public static async Task<IReadOnlyList<ComingWave>> OfPulseAsync(
        NpgsqlConnection connection,
        Pulse pulse,
        int ahead,
        DateTimeOffset now,
        CancellationToken ct
    ) => [.. (await LoadAsync(connection, ct)).Of(pulse, now).Where(wave => !wave.IsCancelled).Take(ahead)];

    /// <returns>Null: no such wave, or it has opened, is over, or is too far ahead.</returns>
    public static async Task<ComingWave?> FindAsync(NpgsqlConnection connection, string code, DateTimeOffset now, CancellationToken ct) =>
        PulseOf(code) is { } pulseCode && await PulseList.FindAsync(connection, pulseCode, ct) is { } pulse
            ? (await LoadAsync(connection, ct))
                .Of(pulse, now)
                .Take(MostAhead)
                .FirstOrDefault(wave => wave.Code.Equals(code, StringComparison.OrdinalIgnoreCase))
            : null;

    public static async Task<ComingWave?> NextAsync(NpgsqlConnection connection, Pulse pulse, DateTimeOffset now, CancellationToken ct) =>
        (await LoadAsync(connection, ct)).Of(pulse, now).FirstOrDefault(wave => !wave.IsCancelled);

    /// <summary>The next wave of each pulse, if this latest wave of a pulse left out relationships for others.</summary>
    /// <returns>Empty: nothing was left out, or it is not the latest.</returns>
    public static async Task<IReadOnlyList<ComingWave>> AfterLatestAsync(
        NpgsqlConnection connection,
        string code,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var leftOut = await connection.OneAsync<bool>(
            """
            select exists (
                select from wave join wave_relationship on wave_relationship.wave_id = wave.id
                where lower(wave.code) = lower(@code) and not_asked in ('quiet', 'few_available')
                  and not exists (select from wave as later
                                  where later.pulse_id = wave.pulse_id and later.opened_at > wave.opened_at))
            """,
            new { code },
            ct
        );
        return leftOut
            ?
            [
                .. (await ListAsync(connection, MostAhead, now, ct))
                    .Where(wave => !wave.IsCancelled && (wave.OpensUnasked || IsOf(wave.Pulse, code)))
                    .DistinctBy(wave => wave.Pulse.Id),
            ]
            : [];
    }

    private static bool IsOf(Pulse pulse, string code) => string.Equals(PulseOf(code), pulse.Code, StringComparison.OrdinalIgnoreCase);

    /// <summary>The pulse's code within a wave's code; null: this is not a wave's code.</summary>
    internal static string? PulseOf(string code) =>
        code.Length > DayFormat.Length + 1
        && code[^(DayFormat.Length + 1)] == '-'
        && DateOnly.TryParseExact(code[^DayFormat.Length..], DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? code[..^(DayFormat.Length + 1)]
            : null;

    private static async Task<ComingWaves> LoadAsync(NpgsqlConnection connection, CancellationToken ct) =>
        new(
            await connection.ListAsync<WaveRow>(
                """
                select pulse_id, period as day, state, opens_at, closes_at, approved_at is not null as is_approved
                from wave
                where state in ('planned', 'open')
                   or pulse_id is not null and not exists (
                       select from wave as later where later.pulse_id = wave.pulse_id and later.period > wave.period)
                """,
                null,
                ct
            ),
            await WaveDecision.ListAsync(connection, ct)
        );

    private IEnumerable<ComingWave> Of(Pulse pulse, DateTimeOffset now)
    {
        var waves = _waves[pulse.Id].OrderBy(wave => wave.Day).ToList();
        var planned = waves
            .Where(wave => wave.State == WaveState.Planned)
            .Select(wave => Of(pulse, new Period(wave.Day, wave.OpensAt, wave.ClosesAt), wave.IsApproved, true));
        var open = waves.LastOrDefault(wave => wave.State == WaveState.Open)?.ClosesAt;
        var coming = planned.Concat(NotRecorded(pulse, waves.LastOrDefault()?.Day, now)).Where(wave => wave.Period.ClosesAt > now);
        return WithNeighbours(coming, open, NextAfterEnd(pulse));
    }

    /// <summary>A pulse in trouble gets no new waves.</summary>
    private IEnumerable<ComingWave> NotRecorded(Pulse pulse, DateOnly? last, DateTimeOffset now) =>
        PulseProblem.Of(pulse) is null ? Periods.After(pulse, last, now).Select(period => Of(pulse, period)) : [];

    private ComingWave Of(Pulse pulse, Period period, bool isApproved = false, bool isPlanned = false)
    {
        var decision = _decisions.GetValueOrDefault((pulse.Id, period.Day));
        return new ComingWave(
            pulse,
            isPlanned ? period : decision?.Moved(period) ?? period,
            isPlanned,
            isPlanned ? isApproved : decision?.ApprovedAt is not null,
            decision?.CancelledAt is not null,
            null,
            null
        );
    }

    /// <summary>When the period after the pulse's last one would open. It limits how far the last wave can be postponed.</summary>
    private static DateTimeOffset? NextAfterEnd(Pulse pulse) =>
        pulse.EndDate is { } end ? Periods.Next(pulse with { EndDate = null }, end.AddDays(1))?.OpensAt : null;

    /// <summary>Sets the time between the neighbouring waves for each wave. Cancelled waves do not count as neighbours.</summary>
    private static IEnumerable<ComingWave> WithNeighbours(IEnumerable<ComingWave> waves, DateTimeOffset? before, DateTimeOffset? afterAll)
    {
        var waiting = new List<ComingWave>();
        foreach (var wave in waves)
        {
            if (wave.IsCancelled)
            {
                waiting.Add(wave);
                continue;
            }
            foreach (var earlier in waiting)
            {
                yield return earlier with
                {
                    FreeUntil = wave.Period.OpensAt,
                };
            }
            waiting = [wave with { FreeFrom = before }];
            before = wave.Period.ClosesAt;
        }
        foreach (var last in waiting)
        {
            yield return last with
            {
                FreeUntil = afterAll,
            };
        }
    }

    private sealed record WaveRow(
        long PulseId,
        DateOnly Day,
        WaveState State,
        DateTimeOffset OpensAt,
        DateTimeOffset ClosesAt,
        bool IsApproved
    );
}
