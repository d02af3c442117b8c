using Npgsql;

namespace Survey.Db.Invitations;

/// <summary>"Not this time": no more reminders of one invitation. It can still be answered. No page and no count shows it.</summary>
public static class Declined
{
    public static async Task<bool> AddAsync(NpgsqlConnection connection, InvitedPerson person, DateTimeOffset now, CancellationToken ct) =>
        await connection.RunAsync(
            """
            with open_wave as (
                select id from wave where id = @WaveId and state = 'open' and closes_at > @now for share
            )
            insert into declined (wave_id, invitation_id)
            select id, @InvitationId from open_wave
            on conflict (wave_id, invitation_id) do update set wave_id = excluded.wave_id
            """,
            new
            {
                person.WaveId,
                person.InvitationId,
                now,
            },
            ct
        ) == 1;

    public static Task RemoveAsync(NpgsqlConnection connection, InvitedPerson person, CancellationToken ct) =>
        connection.RunAsync(
            "delete from declined where wave_id = @WaveId and invitation_id = @InvitationId",
            new { person.WaveId, person.InvitationId },
            ct
        );
}
