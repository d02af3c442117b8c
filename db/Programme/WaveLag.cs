using Npgsql;

namespace Survey.Db.Programme;

/// <summary>Delay of a wave's invitations in seconds. Reminders do not count: they tell who has not answered (rule A3).</summary>
/// <remarks>Half is the median and All the maximum of those sent. Waiting is the age of the oldest due one. Null: none.</remarks>
public sealed record WaveLag(double? Half, double? All, double? Waiting)
{
    public static Task<WaveLag> ReadAsync(NpgsqlConnection connection, long waveId, DateTimeOffset now, CancellationToken ct) =>
        connection.OneAsync<WaveLag>(
            """
            select coalesce(max(wave.sent_half_seconds),
                            percentile_cont(0.5) within group (order by lag.sent) filter (where lag.sent is not null)::float8) as half,
                   coalesce(max(wave.sent_all_seconds), max(lag.sent)::float8) as all, max(lag.waiting)::float8 as waiting
            from wave
            left join message on message.wave_id = wave.id and message.kind = 'invitation'
            cross join lateral (
                select case when sent_at is not null then greatest(0, extract(epoch from sent_at - not_before)) end as sent,
                       case when message.state in ('queued', 'deferred', 'sending') and not_before <= @now
                            then extract(epoch from @now - not_before) end as waiting) as lag
            where wave.id = @waveId
            """,
            new { waveId, now },
            ct
        );
}
