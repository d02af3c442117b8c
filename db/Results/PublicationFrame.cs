using Npgsql;
using Survey.Db.People;
using Survey.Db.Questionnaires;
using Survey.Db.Responses;

namespace Survey.Db.Results;

/// <summary>A relationship that was asked in the wave. Null numbers are unknown, as in history.</summary>
/// <param name="Planned">How many it would have asked without opt-outs and pauses (rule A2).</param>
/// <param name="MinimumComments">Null: no comments.</param>
public sealed record FramedRelationship(
    long RelationshipId,
    long ProviderUnitId,
    long CustomerUnitId,
    long QuestionnaireId,
    long JourneyId,
    int MinimumGroup,
    int? MinimumComments,
    int? Customers,
    int? Invited,
    int? Planned
);

/// <summary>A reporting group. Null numbers are unknown, as in history.</summary>
/// <param name="Employment">Null: any.</param>
/// <param name="Reached">Invited people whose invitation did not fail or bounce, or who answered.</param>
/// <param name="Customers">People whom the group represents, invited or not.</param>
public sealed record FramedGroup(
    long Id,
    long RelationshipId,
    long CustomerUnitId,
    Employment? Employment,
    int? Invited,
    int? Reached,
    int? Customers
);

/// <summary>What was frozen when the wave opened and what its results depend on.</summary>
public sealed record PublicationFrame(
    string Wave,
    IReadOnlyList<PublicationCell> Cells,
    IReadOnlyList<FramedRelationship> Relationships,
    IReadOnlyList<FramedGroup> Groups,
    IReadOnlyDictionary<long, long?> Parents,
    IReadOnlyDictionary<long, Questionnaire> Questionnaires
)
{
    private readonly Dictionary<long, FramedRelationship> _relationships = Relationships.ToDictionary(row => row.RelationshipId);
    private readonly ILookup<long, FramedGroup> _groups = Groups.ToLookup(group => group.RelationshipId);

    public FramedRelationship Relationship(long id) => _relationships[id];

    public IReadOnlyList<FramedGroup> GroupsOf(long relationshipId) => [.. _groups[relationshipId]];

    public IReadOnlyList<FramedGroup> GroupsOf(PublicationCell cell) =>
        [
            .. _groups[cell.RelationshipId!.Value]
                .Where(group =>
                    cell.Kind switch
                    {
                        CellKind.RelationshipUnit => group.CustomerUnitId == cell.CustomerUnitId,
                        CellKind.RelationshipEmployment => group.Employment == cell.Employment,
                        _ => true,
                    }
                ),
        ];

    /// <summary>The unit and every unit above it, as frozen at opening.</summary>
    public IEnumerable<long> Line(long unitId)
    {
        for (long? unit = unitId; unit is { } id; unit = Parents.GetValueOrDefault(id))
        {
            yield return id;
        }
    }

    public static async Task<PublicationFrame> ReadAsync(NpgsqlConnection connection, long waveId, CancellationToken ct) =>
        new(
            await connection.OneAsync<string>("select code from wave where id = @waveId", new { waveId }, ct),
            await CellsAsync(connection, waveId, ct),
            await RelationshipsAsync(connection, waveId, ct),
            await GroupsAsync(connection, waveId, ct),
            await ParentsAsync(connection, waveId, ct),
            await QuestionnairesAsync(connection, waveId, ct)
        );

    private static Task<IReadOnlyList<PublicationCell>> CellsAsync(NpgsqlConnection connection, long waveId, CancellationToken ct) =>
        connection.ListAsync<PublicationCell>(
            """
            select id, wave_id, kind, relationship_id, provider_unit_id, customer_unit_id, employment, minimum_group, people, covered
            from publication_cell where wave_id = @waveId order by id
            """,
            new { waveId },
            ct
        );

    private static Task<IReadOnlyList<FramedRelationship>> RelationshipsAsync(
        NpgsqlConnection connection,
        long waveId,
        CancellationToken ct
    ) =>
        connection.ListAsync<FramedRelationship>(
            """
            select w.relationship_id, w.provider_unit_id, w.customer_unit_id, w.questionnaire_id, questionnaire.journey_id,
                   w.minimum_group, w.minimum_comments, w.customers, w.invited, w.planned
            from wave_relationship w
            join questionnaire on questionnaire.id = w.questionnaire_id
            where w.wave_id = @waveId and w.not_asked is null
            order by w.relationship_id
            """,
            new { waveId },
            ct
        );

    private static async Task<IReadOnlyList<FramedGroup>> GroupsAsync(NpgsqlConnection connection, long waveId, CancellationToken ct)
    {
        // A bounce can be wrong: a person who answered was reached.
        var exceptAnswered = await AnsweredInvitations.AreKnownAsync(connection, waveId, ct)
            ? $"and not exists (select from {ResponsePartitions.Answered(waveId)} a where a.invitation_id = i.id)"
            : "";
        return await connection.ListAsync<FramedGroup>(
            $"""
            select g.id, g.relationship_id, g.customer_unit_id, g.employment, g.invited,
                   g.invited - coalesce(missed.people, 0) as reached, g.customers
            from reporting_group g
            left join (
                select ir.reporting_group_id, count(*)::int as people
                from message m
                join invitation i on i.wave_id = m.wave_id and i.person_id = m.person_id
                join invitation_relationship ir on ir.wave_id = @waveId and ir.invitation_id = i.id
                where m.wave_id = @waveId and m.kind = 'invitation' and m.state in ('failed', 'bounced') {exceptAnswered}
                group by ir.reporting_group_id
            ) missed on missed.reporting_group_id = g.id
            where g.wave_id = @waveId
            order by g.id
            """,
            new { waveId },
            ct
        );
    }

    private static async Task<IReadOnlyDictionary<long, long?>> ParentsAsync(NpgsqlConnection connection, long waveId, CancellationToken ct)
    {
        var rows = await connection.ListAsync<(long UnitId, long? ParentId)>(
            "select unit_id, parent_id from wave_unit where wave_id = @waveId",
            new { waveId },
            ct
        );
        return rows.ToDictionary(row => row.UnitId, row => row.ParentId);
    }

    private static async Task<IReadOnlyDictionary<long, Questionnaire>> QuestionnairesAsync(
        NpgsqlConnection connection,
        long waveId,
        CancellationToken ct
    )
    {
        var rows = await connection.ListAsync<(long Id, string Document)>(
            """
            select id, document::text from questionnaire
            where id in (select questionnaire_id from wave_relationship where wave_id = @waveId and not_asked is null)
            """,
            new { waveId },
            ct
        );
        return rows.ToDictionary(row => row.Id, row => QuestionnaireJson.Read(row.Document));
    }
}
