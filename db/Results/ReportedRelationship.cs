using Npgsql;
using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Db.Relationships;

namespace Survey.Db.Results;

/// <summary>A relationship as frozen at opening. Null numbers are unknown, as in history.</summary>
/// <param name="MinimumComments">Null: no comments.</param>
/// <param name="Since">The day since which contact and time lost were asked about (rule D10). Null: not recorded, as in history.</param>
public sealed record ReportedRelationship(
    long Id,
    string Code,
    RelationshipKind Kind,
    long ProviderUnitId,
    string ProviderCode,
    LocalizedText Provider,
    long CustomerUnitId,
    string CustomerCode,
    LocalizedText Customer,
    bool CustomerIsRoot,
    int MinimumGroup,
    int? MinimumComments,
    int? Customers,
    int? Invited,
    DateOnly? Since,
    LocalizedText Service
)
{
    internal const string Select = """
        select wave_relationship.relationship_id as id, wave_relationship.code, wave_relationship.kind,
               provider.unit_id as provider_unit_id, provider.code as provider_code, provider.names as provider,
               customer.unit_id as customer_unit_id, customer.code as customer_code, customer.names as customer,
               customer.parent_id is null as customer_is_root,
               wave_relationship.minimum_group, wave_relationship.minimum_comments,
               wave_relationship.customers, wave_relationship.invited, wave_relationship.asked_since as since,
               questionnaire.document -> 'name' as service
        from wave_relationship
        join wave on wave.id = wave_relationship.wave_id and wave.state = 'sealed'
        join wave_unit provider
          on provider.wave_id = wave_relationship.wave_id and provider.unit_id = wave_relationship.provider_unit_id
        join wave_unit customer
          on customer.wave_id = wave_relationship.wave_id and customer.unit_id = wave_relationship.customer_unit_id
        join questionnaire on questionnaire.id = wave_relationship.questionnaire_id
        where wave_relationship.wave_id = @waveId and wave_relationship.not_asked is null
        """;

    /// <returns>Null: not asked in this wave.</returns>
    public static Task<ReportedRelationship?> FindAsync(NpgsqlConnection connection, long waveId, string code, CancellationToken ct) =>
        connection.FindAsync<ReportedRelationship>(
            $"""
            {Select} and wave_relationship.relationship_id = (select id from relationship where lower(code) = lower(@code))
            """,
            new { waveId, code },
            ct
        );

    public static Task<IReadOnlyList<ReportedRelationship>> ListAsync(NpgsqlConnection connection, long waveId, CancellationToken ct) =>
        connection.ListAsync<ReportedRelationship>($"{Select} order by lower(wave_relationship.code)", new { waveId }, ct);

    /// <summary>The opposite direction in the same wave, by code. None within a team.</summary>
    public static Task<IReadOnlyList<ReportedRelationship>> ReverseAsync(
        NpgsqlConnection connection,
        long waveId,
        ReportedRelationship one,
        CancellationToken ct
    ) =>
        one.ProviderUnitId == one.CustomerUnitId
            ? Task.FromResult<IReadOnlyList<ReportedRelationship>>([])
            : connection.ListAsync<ReportedRelationship>(
                $"""
                {Select} and provider.unit_id = @CustomerUnitId and customer.unit_id = @ProviderUnitId
                order by lower(wave_relationship.code)
                """,
                new
                {
                    waveId,
                    one.ProviderUnitId,
                    one.CustomerUnitId,
                },
                ct
            );

    public static async Task<IReadOnlyDictionary<long, Questionnaire>> QuestionnairesAsync(
        NpgsqlConnection connection,
        long waveId,
        long[] relationshipIds,
        CancellationToken ct
    )
    {
        var asked = await connection.ListAsync<(long RelationshipId, long QuestionnaireId)>(
            """
            select relationship_id, questionnaire_id from wave_relationship
            where wave_id = @waveId and relationship_id = any(@relationshipIds)
            """,
            new { waveId, relationshipIds },
            ct
        );
        var read = await QuestionnaireStore.ReadAsync(connection, asked.Select(row => row.QuestionnaireId), ct);
        return asked.ToDictionary(row => row.RelationshipId, row => read[row.QuestionnaireId]);
    }
}
