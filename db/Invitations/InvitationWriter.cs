using Npgsql;
using NpgsqlTypes;
using Survey.Db.Waves;

namespace Survey.Db.Invitations;

/// <summary>Writes the invitations of a wave that opens.</summary>
internal static class InvitationWriter
{
    /// <param name="groups">Reporting group ids as <see cref="GroupWriter"/> gave them.</param>
    /// <returns>How many people are invited.</returns>
    public static async Task<int> WriteAsync(
        NpgsqlConnection connection, long waveId, OpeningSituation situation, Selection selection, long?[][] groups, DateTimeOffset now,
        CancellationToken ct)
    {
        var invited = selection.PerPerson.Index().Where(chosen => chosen.Item.Length > 0)
            .ToDictionary(chosen => chosen.Index, _ => Guid.NewGuid());
        await CopyInvitationsAsync(connection, waveId, situation, invited, now, ct);
        await CopyRelationshipsAsync(connection, selection, invited, groups, ct);
        return invited.Count;
    }

    private static async Task CopyInvitationsAsync(
        NpgsqlConnection connection, long waveId, OpeningSituation situation, Dictionary<int, Guid> invited, DateTimeOffset now,
        CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy invitation (id, wave_id, person_id, language, invited_at) from stdin (format binary)", ct);
        foreach (var (index, id) in invited)
        {
            var person = situation.People[index];
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(id, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(waveId, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(person.Id, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(person.Language, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(now.UtcDateTime, NpgsqlDbType.TimestampTz, ct);
        }
        await copy.CompleteAsync(ct);
    }

    private static async Task CopyRelationshipsAsync(
        NpgsqlConnection connection, Selection selection, Dictionary<int, Guid> invited, long?[][] groups, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy invitation_relationship (invitation_id, relationship_id, reporting_group_id, position) from stdin (format binary)", ct);
        foreach (var (index, chosen) in selection.Relationships.Index())
        {
            foreach (var (cell, groupId) in chosen.Cells.Zip(groups[index]))
            {
                foreach (var person in cell.Invited)
                {
                    await copy.StartRowAsync(ct);
                    await copy.WriteAsync(invited[person], NpgsqlDbType.Uuid, ct);
                    await copy.WriteAsync(chosen.Relationship.Id, NpgsqlDbType.Bigint, ct);
                    await copy.WriteAsync(groupId!.Value, NpgsqlDbType.Bigint, ct);
                    await copy.WriteAsync(Array.IndexOf(selection.PerPerson[person], index), NpgsqlDbType.Integer, ct);
                }
            }
        }
        await copy.CompleteAsync(ct);
    }
}
