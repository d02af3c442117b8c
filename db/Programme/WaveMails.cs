using Npgsql;
using Survey.Db.Messages;
using Survey.Db.Pulses;

namespace Survey.Db.Programme;

public sealed record MailCount(long WaveId, MessageKind Kind, MessageState State, int Count);

/// <param name="StatusCode">From the mail server, such as 5.1.1; null: no answer.</param>
/// <param name="ReasonCode">One of <see cref="MailReason.All"/>; null: see StatusCode.</param>
public sealed record UndeliveredMail(
    Guid Id,
    string WaveCode,
    WaveName Wave,
    string Person,
    string Address,
    MessageState State,
    string? StatusCode,
    string? ReasonCode,
    string? Reason,
    DateTimeOffset QueuedAt,
    bool CanBeSent
);

public static class WaveMails
{
    /// <summary>Mails by kind and state. Reminders only after sealing: their number tells how many had not answered (rule A3).</summary>
    /// <remarks>Cancelled invitations count as sent while the wave is open, and below the minimum group later (rule A2).</remarks>
    public static Task<IReadOnlyList<MailCount>> CountAsync(NpgsqlConnection connection, long[] waves, CancellationToken ct) =>
        connection.ListAsync<MailCount>(
            """
            select wave_id, kind, state,
                   case when state in ('failed', 'bounced') then sum(count) else 5 * round(sum(count) / 5.0) end::int as count
            from (
                select wave_id, kind, count(*),
                       case when message.state = 'cancelled' and (wave.state = 'open' or count(*) < minimum_group) then 'sent'
                            else message.state end as state
                from message join wave on wave.id = wave_id
                where wave_id = any(@waves) and kind = 'invitation'
                group by wave_id, kind, message.state, wave.state, minimum_group
                union all
                select wave_id, kind, moved.count, moved.state
                from message_count join wave on wave.id = wave_id and wave.state = 'sealed' and message_count.count >= minimum_group
                cross join lateral (values (message_count.count, 'cancelled'), (-message_count.count, 'sent')) as moved (count, state)
                where wave_id = any(@waves) and kind = 'invitation' and message_count.state = 'cancelled') as counted
            group by wave_id, kind, state
            union all
            select message_count.wave_id, message_count.kind, message_count.state, (5 * round(message_count.count / 5.0))::int
            from message_count join wave on wave.id = message_count.wave_id and wave.state = 'sealed'
            where wave_id = any(@waves) and message_count.kind <> 'invitation'
            order by wave_id, kind, state
            """,
            new { waves },
            ct
        );

    public static Task<int> CountUndeliveredAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.OneAsync<int>(
            """
            select count(*)::int from message where kind = 'invitation' and state in ('failed', 'bounced') and person_id is not null
            """,
            null,
            ct
        );

    /// <summary>Invitations that did not arrive, the newest first. Never reminders (rule A2).</summary>
    public static Task<IReadOnlyList<UndeliveredMail>> UndeliveredAsync(
        NpgsqlConnection connection,
        long? waveId,
        int most,
        DateTimeOffset now,
        CancellationToken ct
    ) => UndeliveredAsync(connection, waveId, null, most, now, ct);

    /// <inheritdoc cref="UndeliveredAsync(NpgsqlConnection, long?, int, DateTimeOffset, CancellationToken)"/>
    public static Task<IReadOnlyList<UndeliveredMail>> UndeliveredOfPersonAsync(
        NpgsqlConnection connection,
        long personId,
        int most,
        DateTimeOffset now,
        CancellationToken ct
    ) => UndeliveredAsync(connection, null, personId, most, now, ct);

    private static Task<IReadOnlyList<UndeliveredMail>> UndeliveredAsync(
        NpgsqlConnection connection,
        long? waveId,
        long? personId,
        int most,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        connection.ListAsync<UndeliveredMail>(
            """
            select message.id, wave.code as wave_code, wave_name(wave.pulse_id, wave.period) as wave,
                   person.name as person, message.address, message.state,
                   message.status_code, message.reason_code, message.reason, message.queued_at,
                   wave.state = 'open' and wave.closes_at > @now as can_be_sent
            from message
            join wave on wave.id = message.wave_id
            join person on person.id = message.person_id
            where message.kind = 'invitation' and message.state in ('failed', 'bounced')
              and (@waveId::bigint is null or message.wave_id = @waveId)
              and (@personId::bigint is null or message.person_id = @personId)
            order by message.queued_at desc, message.id
            limit @most
            """,
            new
            {
                waveId,
                personId,
                most,
                now,
            },
            ct
        );
}
