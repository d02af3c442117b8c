using Npgsql;

namespace Survey.Db.People;

/// <param name="ReasonCode">One of <see cref="Messages.MailReason.All"/>; null: use the status code.</param>
public sealed record UnreachablePerson(
    long Id,
    string Name,
    string Email,
    DateTimeOffset Since,
    string? StatusCode,
    string? ReasonCode,
    string? Reason
);

/// <summary>People whose invitations came back twice. They are not asked until HR says that the address works.</summary>
public static class UnreachablePeople
{
    public static Task<IReadOnlyList<UnreachablePerson>> ListAsync(NpgsqlConnection connection, int most, CancellationToken ct) =>
        connection.ListAsync<UnreachablePerson>(
            """
            select person.id, person.name, person.email, person.unreachable_since as since, last.status_code, last.reason_code, last.reason
            from person
            left join lateral (
                select status_code, reason_code, reason from message
                where message.person_id = person.id and message.kind = 'invitation' and message.state = 'bounced'
                order by queued_at desc limit 1) as last on true
            where person.unreachable_since is not null
            order by person.unreachable_since desc, person.id
            limit @most
            """,
            new { most },
            ct
        );

    /// <summary>The person is asked again from the next wave on.</summary>
    public static Task ReachableAsync(NpgsqlConnection connection, long personId, CancellationToken ct) =>
        connection.RunAsync("update person set hard_bounces = 0, unreachable_since = null where id = @personId", new { personId }, ct);
}
