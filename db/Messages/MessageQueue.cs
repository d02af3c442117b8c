using Npgsql;

namespace Survey.Db.Messages;

public static class MessageQueue
{
    /// <summary>Sent before all other mails; given up when the link expires. The row of sign_in must exist.</summary>
    public static async Task AddSignInAsync(
        NpgsqlConnection connection,
        string email,
        string language,
        Guid signInId,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        await connection.RunAsync(
            """
            insert into message (id, kind, sign_in_id, address, language, state, not_before, give_up_at, queued_at)
            select gen_random_uuid(), 'sign_in', sign_in.id, @email, @language, 'queued', @now, sign_in.expires_at, @now
            from sign_in where id = @signInId
            """,
            new
            {
                email,
                language,
                signInId,
                now,
            },
            ct
        );
        await SignInSignal.SendAsync(connection, ct);
    }

    /// <summary>One mail per invitation, not before the sending hours in the person's time zone. Returns the number.</summary>
    public static async Task<int> AddInvitationsAsync(NpgsqlConnection connection, long waveId, DateTimeOffset now, CancellationToken ct)
    {
        var first = await FirstAllowed.OfWaveAsync(connection, waveId, now, ct);
        await MessagePartitions.CreateAsync(connection, waveId, ct);
        var added = await connection.RunAsync(
            $"""
            insert into {MessagePartitions.Name(waveId)} (
                id, kind, wave_id, unsealed_wave_id, person_id, address, language, state, not_before, give_up_at, queued_at, letter_version)
            select gen_random_uuid(), 'invitation', wave.id, wave.id, person.id, person.email, invitation.language, 'queued',
                   zone.not_before, wave.closes_at, @now,
                   (select max(letter.id) from pulse_letter as letter join wave as asking using (pulse_id) where asking.id = @waveId)
            from invitation
            join person on person.id = invitation.person_id
            join wave on wave.id = invitation.wave_id
            join unnest(@Zones, @NotBefore) as zone (name, not_before) on zone.name = person.time_zone
            where invitation.wave_id = @waveId
            order by person.id
            """,
            new
            {
                waveId,
                now,
                first.Zones,
                first.NotBefore,
            },
            ct
        );
        await MessagePartitions.AttachAsync(connection, waveId, ct);
        return added;
    }
}
