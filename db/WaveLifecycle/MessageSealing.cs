using Npgsql;
using Survey.Db.Messages;
using Survey.Db.Responses;

namespace Survey.Db.WaveLifecycle;

/// <summary>
/// Keeps what may stay of a wave's mails. A reminder shows that the person had not answered, so only counts of reminders stay.
/// Invitations that did not arrive keep their state. All other invitations get equal values, whatever their attempts and times.
/// </summary>
public static class MessageSealing
{
    public static async Task KeepAsync(NpgsqlConnection connection, long waveId, CancellationToken ct)
    {
        await CountAsync(connection, waveId, ct);
        await KeepLagAsync(connection, waveId, ct);
        await connection.RunAsync(
            $"""
            insert into {MessagePartitions.Kept} (
                id, kind, wave_id, person_id, address, language, state, reason, status_code, reason_code, not_before, give_up_at, queued_at,
                letter_version)
            select id, kind, wave_id, person_id, address, language, case when is_lost then state else 'sent' end,
                   case when is_lost then reason end, case when is_lost then status_code end, case when is_lost then reason_code end,
                   queued_at, give_up_at, queued_at, letter_version
            from {MessagePartitions.Name(waveId)} cross join lateral (select state in ('failed', 'bounced') as is_lost) as known
            where kind = 'invitation'
            order by id
            """,
            null,
            ct
        );
    }

    /// <summary>
    /// A returned reminder counts as sent: otherwise somebody who knows whose mailbox is closed would learn that this person was reminded.
    /// Invitations count only if they were never sent and not answered; all who answered are read once, not looked up per mail.
    /// </summary>
    private static Task<int> CountAsync(NpgsqlConnection connection, long waveId, CancellationToken ct) =>
        connection.RunAsync(
            $"""
            insert into message_count (wave_id, kind, state, count)
            select @waveId, kind, outcome, count(*)::int
            from {MessagePartitions.Name(waveId)} as mail
            cross join lateral (
                select case when kind = 'invitation' then 'cancelled'
                            when state = 'bounced' or reason_code is not null then 'sent'
                            else state end as outcome
            ) as told
            where kind <> 'invitation' or state = 'cancelled'
               or state in ('queued', 'deferred', 'sending') and coalesce(mail.person_id, 0) not in (
                select invitation.person_id
                from {ResponsePartitions.Answered(waveId)} as answered
                join invitation on invitation.id = answered.invitation_id and invitation.wave_id = @waveId
                where invitation.person_id is not null)
            group by kind, outcome
            """,
            new { waveId },
            ct
        );

    private static Task<int> KeepLagAsync(NpgsqlConnection connection, long waveId, CancellationToken ct) =>
        connection.RunAsync(
            $"""
            update wave set sent_half_seconds = lag.half, sent_all_seconds = lag.slowest
            from (
                select percentile_cont(0.5) within group (order by seconds) as half, max(seconds) as slowest
                from {MessagePartitions.Name(waveId)}
                cross join lateral (select greatest(0, extract(epoch from sent_at - not_before))::float8 as seconds) as late
                where kind = 'invitation' and sent_at is not null
            ) as lag
            where wave.id = @waveId
            """,
            new { waveId },
            ct
        );
}
