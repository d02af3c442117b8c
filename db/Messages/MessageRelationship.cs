using Npgsql;
using Survey.Db.Announcements;
using Survey.Db.Invitations;
using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Db.Relationships;

namespace Survey.Db.Messages;

public sealed record MessageRelationship
{
    public required long WaveId { get; init; }
    public required long RelationshipId { get; init; }
    public required string Code { get; init; }
    public required RelationshipKind Kind { get; init; }
    public required LocalizedText Provider { get; init; }

    /// <summary>The day since which contact and work time lost are asked about (rule D10).</summary>
    public required DateOnly Since { get; init; }

    /// <summary>The questionnaire as it is stored.</summary>
    public required string Document { get; init; }

    /// <summary>Null: the wave carries nothing of this relationship.</summary>
    public LocalizedText? AnnouncedTexts { get; init; }

    public string? AnnouncedFallback { get; init; }

    /// <summary>Items that had clearly got better at opening, if the wave tells them.</summary>
    public string[] Improved { get; init; } = [];

    public Announced? Announced => Announced.Of(AnnouncedTexts, AnnouncedFallback);

    public Questionnaire Questionnaire => _questionnaire ??= QuestionnaireJson.Read(Document);

    private Questionnaire? _questionnaire;

    /// <summary>In the order of the invitation. Each relationship is read once. Waves are given by invitation id.</summary>
    internal static async Task<ILookup<Guid, MessageRelationship>> ByInvitationAsync(
        NpgsqlConnection connection,
        IReadOnlyDictionary<Guid, long> waves,
        CancellationToken ct
    )
    {
        var asked = new List<InvitationRelationship>();
        foreach (var wave in waves.GroupBy(invitation => invitation.Value, invitation => invitation.Key))
        {
            asked.AddRange(await InvitationRelationship.ListAsync(connection, wave.Key, [.. wave], ct));
        }
        var named = (
            await ListAsync(connection, [.. asked.Select(row => (waves[row.InvitationId], row.RelationshipId)).Distinct()], ct)
        ).ToDictionary(row => (row.WaveId, row.RelationshipId));
        return asked
            .OrderBy(row => row.Position)
            .ToLookup(row => row.InvitationId, row => named[(waves[row.InvitationId], row.RelationshipId)]);
    }

    private static Task<IReadOnlyList<MessageRelationship>> ListAsync(
        NpgsqlConnection connection,
        IReadOnlyList<(long Wave, long Relationship)> wanted,
        CancellationToken ct
    ) =>
        connection.ListAsync<MessageRelationship>(
            """
            select wave_relationship.wave_id, wave_relationship.relationship_id, wave_relationship.code, wave_relationship.kind,
                   wave_relationship.asked_since as since, wave_unit.names as provider, questionnaire.document::text as document,
                   announcement.texts as announced_texts, announcement.fallback_language as announced_fallback,
                   array(select item from wave_improvement as better
                         where better.wave_id = wave_relationship.wave_id
                           and better.relationship_id = wave_relationship.relationship_id) as improved
            from unnest(@waves, @relationships) as wanted (wave_id, relationship_id)
            join wave_relationship using (wave_id, relationship_id)
            join wave_unit
                on wave_unit.wave_id = wave_relationship.wave_id and wave_unit.unit_id = wave_relationship.provider_unit_id
            join questionnaire on questionnaire.id = wave_relationship.questionnaire_id
            left join announcement
                on announcement.wave_id = wave_relationship.wave_id and announcement.relationship_id = wave_relationship.relationship_id
            """,
            new { waves = wanted.Select(one => one.Wave).ToArray(), relationships = wanted.Select(one => one.Relationship).ToArray() },
            ct
        );
}
