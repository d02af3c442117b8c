using System.Collections.Concurrent;
using Npgsql;
using Survey.Db.Invitations;
using Survey.Db.Waves;

namespace Survey.Db.Responses;

/// <summary>Caches what is fixed at opening; reads the wave's state and the receipt each time. One instance per database.</summary>
public sealed class InvitationForms
{
    private const int MostWaves = 32;

    private readonly ConcurrentDictionary<long, FrozenWave> _waves = [];

    public async Task<InvitationForm?> FindAsync(NpgsqlConnection connection, Guid invitationId, CancellationToken ct) =>
        (await FindAsync(connection, [invitationId], ct)).GetValueOrDefault(invitationId);

    public async Task<IReadOnlyDictionary<Guid, InvitationForm>> FindAsync(
        NpgsqlConnection connection,
        Guid[] invitationIds,
        CancellationToken ct
    )
    {
        var forms = new Dictionary<Guid, InvitationForm>();
        foreach (var invited in await ReadAsync(connection, invitationIds, ct))
        {
            forms[invited.InvitationId] = (await WaveAsync(connection, invited.WaveId, ct)).Form(invited);
        }
        return forms;
    }

    private async ValueTask<FrozenWave> WaveAsync(NpgsqlConnection connection, long waveId, CancellationToken ct)
    {
        if (!_waves.TryGetValue(waveId, out var wave))
        {
            wave = await FrozenWave.LoadAsync(connection, waveId, ct);
            Keep(waveId, wave);
        }
        return wave;
    }

    private void Keep(long waveId, FrozenWave wave)
    {
        if (_waves.Count >= MostWaves)
        {
            _waves.Clear();
        }
        _waves[waveId] = wave;
    }

    /// <summary>Plain rows: building an array per invitation takes the database three times as long.</summary>
    private static async Task<ICollection<Invited>> ReadAsync(NpgsqlConnection connection, Guid[] invitationIds, CancellationToken ct)
    {
        var all = await ReadInvitedAsync(connection, invitationIds, ct);
        foreach (var wave in all.Values.GroupBy(invited => invited.WaveId, invited => invited.InvitationId))
        {
            foreach (var asked in await InvitationRelationship.ListAsync(connection, wave.Key, [.. wave], ct))
            {
                all[asked.InvitationId].Asked.Add(asked);
            }
        }
        return all.Values;
    }

    private static async Task<Dictionary<Guid, Invited>> ReadInvitedAsync(
        NpgsqlConnection connection,
        Guid[] invitationIds,
        CancellationToken ct
    )
    {
        await using var command = new NpgsqlCommand(
            """
            select invitation.id, invitation.wave_id, invitation.person_id, person.name, invitation.language, person.time_zone,
                   wave.state, wave.closes_at,
                   (select receipt from answered
                    where answered.wave_id = wave.id and answered.invitation_id = invitation.id and not owed),
                   person.active_to
            from invitation
            join wave on wave.id = invitation.wave_id
            join person on person.id = invitation.person_id
            where invitation.id = any($1)
            """,
            connection
        )
        {
            Parameters = { new NpgsqlParameter<Guid[]> { TypedValue = invitationIds } },
        };
        await using var row = await command.ExecuteReaderAsync(ct);
        var all = new Dictionary<Guid, Invited>(invitationIds.Length);
        while (await row.ReadAsync(ct))
        {
            all.Add(
                row.GetGuid(0),
                new Invited(
                    row.GetGuid(0),
                    row.GetInt64(1),
                    row.GetInt64(2),
                    row.GetString(3),
                    row.GetString(4),
                    row.GetString(5),
                    row.GetFieldValue<WaveState>(6),
                    row.GetFieldValue<DateTimeOffset>(7),
                    row.IsDBNull(8) ? null : row.GetGuid(8),
                    row.IsDBNull(9) ? null : row.GetFieldValue<DateOnly>(9)
                )
            );
        }
        return all;
    }
}

internal sealed record Invited(
    Guid InvitationId,
    long WaveId,
    long PersonId,
    string PersonName,
    string Language,
    string TimeZone,
    WaveState WaveState,
    DateTimeOffset ClosesAt,
    Guid? Receipt,
    DateOnly? ActiveTo
)
{
    public List<InvitationRelationship> Asked { get; } = new(4);
}
