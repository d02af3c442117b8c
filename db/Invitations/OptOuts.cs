using Npgsql;

namespace Survey.Db.Invitations;

/// <summary>Somebody who was invited, seen from the link with which they stop all survey e-mails.</summary>
public sealed record InvitedPerson(long PersonId, string Language, bool IsOptedOut);

/// <summary>Opting out of all survey e-mails and back in. An invitation that is already out stays valid and in the denominator.</summary>
public static class OptOuts
{
    /// <returns>Null when there is no such invitation.</returns>
    public static Task<InvitedPerson?> FindAsync(NpgsqlConnection connection, Guid invitationId, CancellationToken ct) =>
        connection.FindAsync<InvitedPerson>("""
            select invitation.person_id, invitation.language, opt_out.person_id is not null as is_opted_out
            from invitation
            left join opt_out on opt_out.person_id = invitation.person_id
            where invitation.id = @invitationId
            """, new { invitationId }, ct);

    /// <summary>From now on no survey e-mail leaves, those that are waiting included. Repeating it changes nothing.</summary>
    public static async Task AddAsync(NpgsqlConnection connection, long personId, CancellationToken ct)
    {
        await connection.RunAsync("""
            insert into opt_out (person_id, until) values (@personId, null)
            on conflict (person_id) do update set until = null
            """, new { personId }, ct);
        await connection.RunAsync("""
            update message set state = 'cancelled'
            where person_id = @personId and kind <> 'sign_in' and state in ('queued', 'deferred')
            """, new { personId }, ct);
    }

    /// <summary>The next survey asks the person again; e-mails that were stopped stay stopped.</summary>
    public static Task RemoveAsync(NpgsqlConnection connection, long personId, CancellationToken ct) =>
        connection.RunAsync("delete from opt_out where person_id = @personId", new { personId }, ct);
}
