using Npgsql;
using Survey.Db.Announcements;
using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Db.Relationships;

namespace Survey.Db.Responses;

/// <summary>Content of a wave that is fixed at opening and can therefore be cached.</summary>
internal sealed class FrozenWave
{
    private readonly LocalizedText _organisation;
    private readonly string? _minimumGroupReason;
    private readonly Dictionary<long, AskedRelationship> _relationships;

    private FrozenWave(LocalizedText organisation, string? minimumGroupReason, Dictionary<long, AskedRelationship> relationships) =>
        (_organisation, _minimumGroupReason, _relationships) = (organisation, minimumGroupReason, relationships);

    public static async Task<FrozenWave> LoadAsync(NpgsqlConnection connection, long waveId, CancellationToken ct)
    {
        var head = await connection.OneAsync<HeadRow>(
            """
            select names as organisation, minimum_group_reason
            from wave join wave_unit on wave_unit.wave_id = wave.id and wave_unit.parent_id is null
            where wave.id = @waveId
            limit 1
            """,
            new { waveId },
            ct
        );
        var versions = (
            await connection.ListAsync<VersionRow>(
                """
                select id, document::text as document from questionnaire
                where id in (select questionnaire_id from wave_relationship where wave_id = @waveId)
                """,
                new { waveId },
                ct
            )
        ).ToDictionary(version => version.Id, version => QuestionnaireJson.Read(version.Document));
        var relationships = await connection.ListAsync<RelationshipRow>(
            """
            select taking_part.relationship_id, taking_part.code, kind, minimum_group, minimum_comments,
                   provider.names as provider, customer.names as customer, asked_since as since, questionnaire_id,
                   announcement.texts as announced_texts, announcement.fallback_language as announced_fallback
            from wave_relationship taking_part
            join wave_unit provider on provider.wave_id = @waveId and provider.unit_id = provider_unit_id
            join wave_unit customer on customer.wave_id = @waveId and customer.unit_id = customer_unit_id
            left join announcement
                on announcement.wave_id = taking_part.wave_id and announcement.relationship_id = taking_part.relationship_id
            where taking_part.wave_id = @waveId
            """,
            new { waveId },
            ct
        );
        return new FrozenWave(
            head.Organisation,
            head.MinimumGroupReason,
            relationships.ToDictionary(row => row.RelationshipId, row => row.Asked(versions[row.QuestionnaireId]))
        );
    }

    public InvitationForm Form(Invited invited)
    {
        invited.Asked.Sort((one, other) => one.Position.CompareTo(other.Position));
        var asked = invited.Asked.ConvertAll(one => _relationships[one.RelationshipId] with { ReportingGroupId = one.ReportingGroupId });
        return new InvitationForm(
            invited.InvitationId,
            invited.WaveId,
            invited.PersonId,
            invited.PersonName,
            invited.Language,
            invited.TimeZone,
            _organisation,
            invited.WaveState,
            invited.ClosesAt,
            asked.Min(relationship => relationship.MinimumGroup),
            _minimumGroupReason,
            invited.Receipt,
            asked
        )
        {
            ActiveTo = invited.ActiveTo,
        };
    }

    private sealed record HeadRow(LocalizedText Organisation, string? MinimumGroupReason);

    private sealed record VersionRow(long Id, string Document);

    private sealed record RelationshipRow(
        long RelationshipId,
        string Code,
        RelationshipKind Kind,
        int MinimumGroup,
        int? MinimumComments,
        LocalizedText Provider,
        LocalizedText Customer,
        DateOnly? Since,
        long QuestionnaireId,
        LocalizedText? AnnouncedTexts,
        string? AnnouncedFallback
    )
    {
        /// <summary>The reporting group differs per invitation and is set later.</summary>
        public AskedRelationship Asked(Questionnaire questionnaire) =>
            new(RelationshipId, 0, Code, Kind, MinimumGroup, MinimumComments, Provider, Customer, Since, questionnaire)
            {
                Announced = Announced.Of(AnnouncedTexts, AnnouncedFallback),
            };
    }
}
