using Npgsql;
using Survey.Db.Holidays;

namespace Survey.Db.Messages;

/// <summary>Earliest send time (UTC) per IANA time zone. Only zones of invited people: a wrong zone of others does no harm.</summary>
internal sealed record FirstAllowed(string[] Zones, DateTimeOffset[] NotBefore)
{
    public static async Task<FirstAllowed> OfWaveAsync(NpgsqlConnection connection, long waveId, DateTimeOffset now, CancellationToken ct)
    {
        var zones = await connection.ListAsync<ZoneWindow>(
            """
            select zone.time_zone, pulse.send_hours, pulse.send_days
            from wave
            join pulse on pulse.id = wave.pulse_id
            cross join (
                select distinct person.time_zone
                from invitation join person on person.id = invitation.person_id where invitation.wave_id = @waveId
            ) as zone
            where wave.id = @waveId
            """,
            new { waveId },
            ct
        );
        var holidays = await HolidayCalendar.LoadAsync(connection, ct);
        return new(
            [.. zones.Select(zone => zone.TimeZone)],
            [
                .. zones.Select(zone =>
                    SendWindow.Next(now, zone.TimeZone, zone.SendHours, zone.SendDays, holidays.Of(zone.TimeZone)).ToUniversalTime()
                ),
            ]
        );
    }

    private sealed record ZoneWindow
    {
        public required string TimeZone { get; init; }
        public string? SendHours { get; init; }
        public int[]? SendDays { get; init; }
    }
}
