using Npgsql;

namespace Survey.Db.Invitations;

/// <summary>
/// "Not this time": one invitation is not reminded of. Undone by answering all the same, dropped when the wave is sealed,
/// counted nowhere and shown to nobody.
/// </summary>
public static class Declines
{
    public static Task<bool> ExistsAsync(NpgsqlConnection connection, Guid invitationId, CancellationToken ct) =>
        connection.OneAsync<bool>("""
            select exists (select from declined join invitation on invitation.id = invitation_id and invitation.wave_id = declined.wave_id
                           where invitation_id = @invitationId)
            """, new { invitationId }, ct);

    /// <summary>Repeating it changes nothing.</summary>
    /// <returns>False when the wave is not open.</returns>
    public static Task<bool> AddAsync(NpgsqlConnection connection, Guid invitationId, DateTimeOffset now, CancellationToken ct) =>
        connection.OneAsync<bool>("""
            with asked as (
                select wave.id as wave_id, invitation.id as invitation_id
                from invitation join wave on wave.id = invitation.wave_id
                where invitation.id = @invitationId and wave.state = 'open' and wave.closes_at > @now
                for share of wave
            ), added as (
                insert into declined (wave_id, invitation_id) select wave_id, invitation_id from asked on conflict do nothing
            )
            select exists (select from asked)
            """, new { invitationId, now }, ct);

    public static Task RemoveAsync(NpgsqlConnection connection, Guid invitationId, CancellationToken ct) =>
        connection.RunAsync("""
            delete from declined using invitation
            where invitation.id = @invitationId and declined.wave_id = invitation.wave_id and declined.invitation_id = invitation.id
            """, new { invitationId }, ct);
}
