using System.Collections.Concurrent;
using System.Data;
using Npgsql;

namespace Survey.Db.Responses;

/// <summary>
/// Finds what an invitation asks with one small statement: what was frozen when a wave opened is read once and kept, what may change
/// (the wave's state, whether it was answered) is read each time. For one database.
/// </summary>
public sealed class InvitationForms
{
    private const int MostWaves = 32;

    private readonly ConcurrentDictionary<long, FrozenWave> _waves = [];

    /// <returns>Null when there is no such invitation.</returns>
    public async Task<InvitationForm?> FindAsync(NpgsqlConnection connection, Guid invitationId, CancellationToken ct)
    {
        if (await ReadAsync(connection, invitationId, ct) is not { } invited)
        {
            return null;
        }
        if (!_waves.TryGetValue(invited.WaveId, out var wave))
        {
            wave = await FrozenWave.LoadAsync(connection, invited.WaveId, ct);
            Keep(invited.WaveId, wave);
        }
        return wave.Form(invitationId, invited);
    }

    private void Keep(long waveId, FrozenWave wave)
    {
        if (_waves.Count >= MostWaves)
        {
            _waves.Clear();
        }
        _waves[waveId] = wave;
    }

    private static async Task<Invited?> ReadAsync(NpgsqlConnection connection, Guid invitationId, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("""
            select invitation.wave_id, invitation.person_id, person.name, invitation.language, person.time_zone, wave.state, wave.closes_at,
                   exists (select from answered
                           where answered.wave_id = wave.id and answered.invitation_id = invitation.id and not owed),
                   array(select relationship_id from invitation_relationship where invitation_id = invitation.id order by position),
                   array(select reporting_group_id from invitation_relationship where invitation_id = invitation.id order by position)
            from invitation
            join wave on wave.id = invitation.wave_id
            join person on person.id = invitation.person_id
            where invitation.id = $1
            """, connection)
        { Parameters = { new NpgsqlParameter<Guid> { TypedValue = invitationId } } };
        await command.PrepareAsync(ct);
        await using var row = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, ct);
        return !await row.ReadAsync(ct) ? null : new Invited(
            row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5),
            row.GetFieldValue<DateTimeOffset>(6), row.GetBoolean(7), row.GetFieldValue<long[]>(8), row.GetFieldValue<long[]>(9));
    }
}

/// <summary>What is read at each look at an invitation.</summary>
/// <param name="Relationships">In the order of the page; their reporting groups are aligned with them.</param>
internal sealed record Invited(
    long WaveId, long PersonId, string PersonName, string Language, string TimeZone, string WaveState, DateTimeOffset ClosesAt,
    bool IsAnswered, long[] Relationships, long[] Groups);
