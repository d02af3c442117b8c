using Npgsql;
using NpgsqlTypes;
using Survey.Db.Invitations;
using Survey.Db.Responses;
using Survey.Db.Waves;
using Survey.Db.Waves.Sampling;

namespace Survey.Db.WaveLifecycle;

internal static class InvitationWriter
{
    public static async Task<int> WriteAsync(
        NpgsqlConnection connection,
        long waveId,
        OpeningSituation situation,
        Selection selection,
        long?[][] groups,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var invited = Enumerable
            .Range(0, selection.PerPerson.Count)
            .Where(person => selection.PerPerson[person].Length > 0)
            .Select(person => (Id: Guid.NewGuid(), Person: person))
            .ToArray();
        await CopyInvitationsAsync(connection, waveId, situation, invited, now, ct);
        // Invitations are written in the order of people, who are looked up; relationships in the order of their later index.
        Array.Sort(invited, (one, other) => one.Id.CompareTo(other.Id));
        await CopyRelationshipsAsync(connection, waveId, selection, invited, GroupsByRelationship(selection, groups), ct);
        return invited.Length;
    }

    private static Dictionary<int, long>[] GroupsByRelationship(Selection selection, long?[][] groups) =>
        [
            .. selection
                .Relationships.Zip(groups)
                .Select(row =>
                    row.First.Cells.Zip(row.Second)
                        .SelectMany(cell => cell.First.Invited.Select(person => (person, cell.Second!.Value)))
                        .ToDictionary(pair => pair.person, pair => pair.Value)
                ),
        ];

    private static async Task CopyInvitationsAsync(
        NpgsqlConnection connection,
        long waveId,
        OpeningSituation situation,
        (Guid Id, int Person)[] invited,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy invitation (id, wave_id, person_id, unit_id, language, invited_at) from stdin (format binary)",
            ct
        );
        foreach (var (id, index) in invited)
        {
            var person = situation.People[index];
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(id, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(waveId, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(person.Id, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(person.UnitId, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(person.Language, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(now.UtcDateTime, NpgsqlDbType.TimestampTz, ct);
        }
        await copy.CompleteAsync(ct);
    }

    private static async Task CopyRelationshipsAsync(
        NpgsqlConnection connection,
        long waveId,
        Selection selection,
        (Guid Id, int Person)[] invited,
        Dictionary<int, long>[] groups,
        CancellationToken ct
    )
    {
        await InvitationPartitions.CreateAsync(connection, waveId, ct);
        await using var copy = await connection.BeginBinaryImportAsync(
            $"""
            copy {InvitationPartitions.Name(waveId)} (wave_id, invitation_id, relationship_id, reporting_group_id, position)
            from stdin (format binary)
            """,
            ct
        );
        foreach (var (id, person) in invited)
        {
            foreach (var (position, relationship) in selection.PerPerson[person].Index())
            {
                await copy.StartRowAsync(ct);
                await copy.WriteAsync(waveId, NpgsqlDbType.Bigint, ct);
                await copy.WriteAsync(id, NpgsqlDbType.Uuid, ct);
                await copy.WriteAsync(selection.Relationships[relationship].Relationship.Id, NpgsqlDbType.Bigint, ct);
                await copy.WriteAsync(groups[relationship][person], NpgsqlDbType.Bigint, ct);
                await copy.WriteAsync(position, NpgsqlDbType.Integer, ct);
            }
        }
        await copy.CompleteAsync(ct);
    }
}
