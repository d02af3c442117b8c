using Npgsql;

namespace Survey.Db.Messages;

/// <param name="CanBeSent">How many of them <see cref="FailedInvitations.SendAgainAsync"/> would queue.</param>
public sealed record FailedCount(string Reason, int Count, int CanBeSent);

/// <summary>
/// Counts people who opted out, too: otherwise two views would tell who opted out (rule A2).
/// A sender drops their mails when it claims them.
/// </summary>
public static class FailedInvitations
{
    private const string CanBeSent = """
        message.kind = 'invitation' and message.state = 'failed' and person.unreachable_since is null and person.email is not null
        and wave.state = 'open' and wave.closes_at > @now
        """;

    /// <summary>Action in the audit log; the subject is the code of the wave.</summary>
    public const string OneSentAgain = "failed invitation sent again";

    /// <summary>Action in the audit log, followed by the number and the reason.</summary>
    public const string AllSentAgain = "failed invitations sent again: ";

    public static async Task<IReadOnlyList<FailedCount>> CountAsync(
        NpgsqlConnection connection,
        long? waveId,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var codes = await connection.ListAsync<CodeCount>(
            $"""
            select message.status_code, message.reason_code,
                   count(*)::int as count, count(*) filter (where {CanBeSent})::int as can_be_sent
            from message
            join wave on wave.id = message.wave_id
            join person on person.id = message.person_id
            where message.kind = 'invitation' and message.state in ('failed', 'bounced')
              and (@waveId::bigint is null or message.wave_id = @waveId)
            group by message.status_code, message.reason_code
            """,
            new { waveId, now },
            ct
        );
        return
        [
            .. codes
                .GroupBy(code => MailReason.Of(code.StatusCode, code.ReasonCode))
                .Select(reason => new FailedCount(reason.Key, reason.Sum(code => code.Count), reason.Sum(code => code.CanBeSent)))
                .OrderByDescending(reason => reason.Count)
                .ThenBy(reason => reason.Reason, StringComparer.Ordinal),
        ];
    }

    /// <summary>To the present address; the person counts as reachable. Audited. False: no such failed mail, or wave not open.</summary>
    public static Task<bool> SendOneAgainAsync(Database database, Guid messageId, string actor, DateTimeOffset now, CancellationToken ct) =>
        database.InTransactionAsync(
            async connection =>
            {
                var wave = await connection.FindAsync<string>(
                    """
                    with again as (
                        update message
                        set state = 'queued', attempts = 0, reason = null, status_code = null, reason_code = null, not_before = @now,
                            address = coalesce((select email from person where person.id = message.person_id), address)
                        where id = @messageId and kind = 'invitation' and state in ('failed', 'bounced')
                          and exists (select from wave where wave.id = message.wave_id and state = 'open' and closes_at > @now)
                          and not exists (select from person where person.id = message.person_id and email is null)
                        returning person_id, wave_id
                    ), reachable as (
                        update person set hard_bounces = 0, unreachable_since = null from again where person.id = again.person_id
                    )
                    select wave.code from again join wave on wave.id = again.wave_id
                    """,
                    new { messageId, now },
                    ct
                );
                if (wave is not null)
                {
                    await AuditLog.AddAsync(connection, actor, OneSentAgain, wave, now, ct);
                }
                return wave is not null;
            },
            ct
        );

    /// <summary>Queues failed invitations as at opening, to the present addresses. Audited. Returns the number of mails.</summary>
    public static Task<int> SendAgainAsync(
        Database database,
        long waveId,
        string reason,
        string actor,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        database.InTransactionAsync(
            async connection =>
            {
                var codes = (
                    await connection.ListAsync<Code>(
                        """
                        select distinct coalesce(status_code, '') as status_code, coalesce(reason_code, '') as reason_code
                        from message where wave_id = @waveId and kind = 'invitation' and state = 'failed'
                        """,
                        new { waveId },
                        ct
                    )
                ).Where(code => code.Reason == reason).ToList();
                var first = await FirstAllowed.OfWaveAsync(connection, waveId, now, ct);
                var again = await connection.RunAsync(
                    $"""
                    update message
                    set state = 'queued', attempts = 0, reason = null, status_code = null, reason_code = null,
                        not_before = zone.not_before, address = person.email
                    from wave, person
                    join unnest(@Zones, @NotBefore) as zone (name, not_before) on zone.name = person.time_zone
                    where wave.id = @waveId and message.wave_id = wave.id and person.id = message.person_id
                      and (coalesce(message.status_code, ''), coalesce(message.reason_code, '')) in (select * from unnest(@codes, @reasons))
                      and {CanBeSent}
                    """,
                    new
                    {
                        waveId,
                        now,
                        first.Zones,
                        first.NotBefore,
                        codes = codes.Select(code => code.StatusCode).ToArray(),
                        reasons = codes.Select(code => code.ReasonCode).ToArray(),
                    },
                    ct
                );
                if (again > 0)
                {
                    await AuditLog.AddAsync(
                        connection,
                        actor,
                        FormattableString.Invariant($"{AllSentAgain}{again} {reason}"),
                        await CodeAsync(connection, waveId, ct),
                        now,
                        ct
                    );
                }
                return again;
            },
            ct
        );

    private static Task<string> CodeAsync(NpgsqlConnection connection, long waveId, CancellationToken ct) =>
        connection.OneAsync<string>("select code from wave where id = @waveId", new { waveId }, ct);

    private sealed record CodeCount(string? StatusCode, string? ReasonCode, int Count, int CanBeSent);

    private sealed record Code(string StatusCode, string ReasonCode)
    {
        public string Reason => MailReason.Of(StatusCode, ReasonCode.Length == 0 ? null : ReasonCode);
    }
}
