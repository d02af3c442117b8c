using Npgsql;

namespace Survey.Db.Messages;

/// <summary>Puts mails on the queue: one row per mail, in the caller's transaction.</summary>
public static class MessageQueue
{
    /// <summary>The mail with the link of a sign-in; it is sent before all others and given up when the link expires.</summary>
    /// <param name="signInId">A row of sign_in, written before.</param>
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

    /// <summary>
    /// A mail for each invitation of a wave that opens, not before the pulse's hours and days where the person is, in a table of their own.
    /// </summary>
    /// <returns>How many mails were added.</returns>
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
