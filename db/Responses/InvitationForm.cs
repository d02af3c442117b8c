using System.Collections.Concurrent;
using Npgsql;
using Survey.Db.Languages;
using Survey.Db.Questionnaires;

namespace Survey.Db.Responses;

/// <summary>What one invitation asks, and whether it can still be answered.</summary>
/// <param name="TimeZone">IANA name, of the person.</param>
/// <param name="Organisation">Name of the root unit.</param>
/// <param name="WaveState">As in the table wave.</param>
/// <param name="MinimumGroup">The smallest k of the relationships asked about.</param>
/// <param name="MinimumGroupReason">Why k is under 5; null: it is not.</param>
public sealed record InvitationForm(
    Guid InvitationId, long WaveId, long PersonId, string PersonName, string Language, string TimeZone, LocalizedText Organisation,
    string WaveState, DateTimeOffset ClosesAt, int MinimumGroup, string? MinimumGroupReason, bool IsAnswered,
    IReadOnlyList<AskedRelationship> Relationships)
{
    /// <summary>Questionnaires by digest: a version never changes, so one is read from the database once.</summary>
    private static readonly ConcurrentDictionary<string, Questionnaire> Known = [];

    public bool IsOpen(DateTimeOffset now) => WaveState == "open" && now < ClosesAt;

    /// <returns>Null when there is no such invitation.</returns>
    public static async Task<InvitationForm?> FindAsync(NpgsqlConnection connection, Guid invitationId, CancellationToken ct)
    {
        var rows = await connection.ListAsync<Row>("""
            select invitation.wave_id, invitation.person_id, person.name as person_name, invitation.language, person.time_zone,
                   (select names from wave_unit where wave_id = wave.id and parent_id is null limit 1) as organisation,
                   wave.state as wave_state, wave.closes_at, wave.minimum_group_reason,
                   exists (select from answered
                           where answered.wave_id = wave.id and answered.invitation_id = invitation.id and not owed) as is_answered,
                   asked.relationship_id, asked.reporting_group_id, taking_part.code, taking_part.kind,
                   taking_part.minimum_group, taking_part.minimum_comments is not null as asks_comments,
                   provider.names as provider, customer.names as customer, questionnaire.digest
            from invitation
            join wave on wave.id = invitation.wave_id
            join person on person.id = invitation.person_id
            join invitation_relationship asked on asked.invitation_id = invitation.id
            join wave_relationship taking_part
              on taking_part.wave_id = wave.id and taking_part.relationship_id = asked.relationship_id
            join wave_unit provider on provider.wave_id = wave.id and provider.unit_id = taking_part.provider_unit_id
            join wave_unit customer on customer.wave_id = wave.id and customer.unit_id = taking_part.customer_unit_id
            join questionnaire on questionnaire.id = taking_part.questionnaire_id
            where invitation.id = @invitationId
            order by asked.position
            """, new { invitationId }, ct);
        if (rows.Count == 0)
        {
            return null;
        }
        await LearnAsync(connection, [.. rows.Select(row => row.Digest).Where(digest => !Known.ContainsKey(digest))], ct);
        return rows[0].Form(invitationId, [.. rows.Select(row => row.Asked(Known[row.Digest]))]);
    }

    private static async Task LearnAsync(NpgsqlConnection connection, string[] digests, CancellationToken ct)
    {
        if (digests.Length == 0)
        {
            return;
        }
        var versions = await connection.ListAsync<Version>(
            "select digest, document::text as document from questionnaire where digest = any(@digests)", new { digests }, ct);
        foreach (var version in versions)
        {
            Known[version.Digest] = QuestionnaireJson.Read(version.Document);
        }
    }

    private sealed record Version(string Digest, string Document);

    private sealed record Row(
        long WaveId, long PersonId, string PersonName, string Language, string TimeZone, LocalizedText Organisation,
        string WaveState, DateTimeOffset ClosesAt, string? MinimumGroupReason, bool IsAnswered,
        long RelationshipId, long ReportingGroupId, string Code, string Kind, int MinimumGroup, bool AsksComments,
        LocalizedText Provider, LocalizedText Customer, string Digest)
    {
        public InvitationForm Form(Guid invitationId, IReadOnlyList<AskedRelationship> asked) => new(
            invitationId, WaveId, PersonId, PersonName, Language, TimeZone, Organisation, WaveState, ClosesAt,
            asked.Min(relationship => relationship.MinimumGroup), MinimumGroupReason, IsAnswered, asked);

        public AskedRelationship Asked(Questionnaire questionnaire) => new(
            RelationshipId, ReportingGroupId, Code, Kind, MinimumGroup, AsksComments, Provider, Customer, questionnaire);
    }
}

/// <summary>One relationship of an invitation.</summary>
/// <param name="Kind">As in the table relationship.</param>
/// <param name="AsksComments">False: the questionnaire's texts are left out.</param>
/// <param name="Questionnaire">The version with which the wave was opened.</param>
public sealed record AskedRelationship(
    long RelationshipId, long ReportingGroupId, string Code, string Kind, int MinimumGroup, bool AsksComments,
    LocalizedText Provider, LocalizedText Customer, Questionnaire Questionnaire);
