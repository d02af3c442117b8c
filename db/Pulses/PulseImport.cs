using Npgsql;
using Survey.Db.Csv;
using Survey.Db.Languages;

namespace Survey.Db.Pulses;

/// <summary>Planned waves keep the values with which they were planned.</summary>
public static class PulseImport
{
    private const int MostYearsAgo = 10;

    /// <summary>Adds or changes the pulse with that code, ignoring case. The stored spelling stays.</summary>
    /// <exception cref="RefusedException">A relationship does not exist, or a new pulse begins long ago.</exception>
    public static async Task<ImportCounts> StoreAsync(NpgsqlConnection connection, Pulse pulse, DateTimeOffset now, CancellationToken ct)
    {
        await Staging.OneAtATimeAsync(connection, ct);
        await CheckFirstDateAsync(connection, pulse, now, ct);
        pulse = pulse with { Relationships = await KnownAsync(connection, pulse.Relationships, ct) };
        var changed = await connection.RunAsync(
            """
            update pulse
            set (names, relationships, cron, time_zone, first_date, end_date, open_days, remind_after_days, precision, quiet_days,
                 max_relationships, minimum_group, minimum_comments, minimum_group_reason, approval, send_hours, send_days, paused,
                 close_time)
              = (@Name, @Relationships, @Cron, @TimeZone, @FirstDate, @EndDate::date, @OpenDays, @RemindAfterDays, @Precision, @QuietDays,
                 @MaxRelationships, @MinimumGroup, @MinimumComments, @MinimumGroupReason, @Approval, @SendHours, @SendDays::int[], @Paused,
                 @CloseTime)
            where lower(code) = lower(@Code)
              and (names, relationships, cron, time_zone, first_date, end_date, open_days, remind_after_days, precision, quiet_days,
                   max_relationships, minimum_group, minimum_comments, minimum_group_reason, approval, send_hours, send_days, paused,
                   close_time)
                  is distinct from
                  (@Name, @Relationships, @Cron, @TimeZone, @FirstDate, @EndDate::date, @OpenDays, @RemindAfterDays, @Precision, @QuietDays,
                   @MaxRelationships, @MinimumGroup, @MinimumComments, @MinimumGroupReason, @Approval, @SendHours, @SendDays::int[],
                   @Paused, @CloseTime)
            """,
            pulse,
            ct
        );
        var added = await connection.RunAsync(
            """
            insert into pulse (code, names, relationships, cron, time_zone, first_date, end_date, open_days, remind_after_days, precision,
                quiet_days, max_relationships, minimum_group, minimum_comments, minimum_group_reason, approval, send_hours, send_days,
                paused, close_time)
            select @Code, @Name, @Relationships, @Cron, @TimeZone, @FirstDate, @EndDate::date, @OpenDays, @RemindAfterDays, @Precision,
                @QuietDays, @MaxRelationships, @MinimumGroup, @MinimumComments, @MinimumGroupReason, @Approval, @SendHours,
                @SendDays::int[], @Paused, @CloseTime
            where not exists (select from pulse where lower(code) = lower(@Code))
            """,
            pulse,
            ct
        );
        return new ImportCounts(added, changed, 1 - added - changed);
    }

    /// <summary>A new pulse that begins long ago is an input error. A pulse with waves may begin long ago.</summary>
    private static async Task CheckFirstDateAsync(NpgsqlConnection connection, Pulse pulse, DateTimeOffset now, CancellationToken ct)
    {
        if (
            pulse.FirstDate < DateOnly.FromDateTime(now.UtcDateTime).AddYears(-MostYearsAgo)
            && !await connection.OneAsync<bool>(
                """
                select exists (select from wave join pulse on pulse.id = wave.pulse_id where lower(pulse.code) = lower(@Code))
                """,
                new { pulse.Code },
                ct
            )
        )
        {
            throw new RefusedException(new Sentence("problems.pulse.longAgo", pulse.FirstDate, MostYearsAgo), "firstDate");
        }
    }

    private static async Task<string[]> KnownAsync(NpgsqlConnection connection, string[] codes, CancellationToken ct)
    {
        var known = await connection.ListAsync<string>("select code from relationship", null, ct);
        var spelling = known.Append("*").ToDictionary(code => code, StringComparer.OrdinalIgnoreCase);
        var unknown = codes.Where(code => !spelling.ContainsKey(code)).ToList();
        return unknown.Count == 0
            ? [.. codes.Select(code => spelling[code])]
            : throw new RefusedException([
                .. unknown.Select(code => new Problem(null, "relationships", new("problems.relationship.unknown", code))),
            ]);
    }
}
