using Npgsql;

namespace Survey.Db.Messages;

/// <summary>
/// Who was reminded had not answered: of a sealed wave only numbers stay. A reminder that came back counts as sent: whoever knows whose
/// mailbox is closed would learn from its count that this person was reminded.
/// </summary>
public static class ReminderCounts
{
    public static Task KeepAsync(NpgsqlConnection connection, long waveId, CancellationToken ct) =>
        connection.RunAsync("""
            with gone as (
                delete from message where wave_id = @waveId and kind in ('reminder1', 'reminder2')
                returning kind, case when state = 'bounced' or reason_code is not null then 'sent' else state end as state
            )
            insert into message_count (wave_id, kind, state, count)
            select @waveId, kind, state, count(*)::int from gone group by kind, state
            """, new { waveId }, ct);
}
