using Npgsql;
using Survey.Db.Questionnaires;
using Survey.Db.Viewers;

namespace Survey.Db.Cases;

/// <summary>A shown figure that a case may answer, with who is asking. Only such a figure can start a case (rule E1).</summary>
/// <param name="ProviderUnitId">As it is today, like CustomerUnitId.</param>
/// <param name="CellId">All customers of the relationship in that wave.</param>
internal sealed record CaseSubject(
    long RelationshipId,
    string Relationship,
    long WaveId,
    long CellId,
    long ProviderUnitId,
    long CustomerUnitId,
    bool CustomerIsRoot
)
{
    public required CaseParty Party { get; init; }

    /// <summary>Null: no such relationship or wave, or the viewer may not open cases of it.</summary>
    public static async Task<CaseSubject?> FindAsync(
        NpgsqlConnection connection,
        Viewer viewer,
        string relationship,
        string wave,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var row = await connection.FindAsync<SubjectRow>(
            """
            select relationship.id as relationship_id, relationship.code as relationship, wave.id as wave_id, cell.id as cell_id,
                   relationship.provider_unit_id, relationship.customer_unit_id, customer.parent_id is null as customer_is_root
            from relationship
            join unit customer on customer.id = relationship.customer_unit_id
            join publication_cell cell on cell.relationship_id = relationship.id and cell.kind = 'relationship'
            join wave on wave.id = cell.wave_id and wave.state = 'sealed'
            where lower(relationship.code) = lower(@relationship) and lower(wave.code) = lower(@wave)
            """,
            new { relationship, wave },
            ct
        );
        return
            row is not null
            && await CaseParty.FindAsync(connection, viewer, row.RelationshipId, row.WaveId, now, ct) is { MayDecide: true } party
            ? row.With(party)
            : null;
    }

    /// <summary>The overall rating or a step.</summary>
    public Task<bool> IsShownAsync(NpgsqlConnection connection, string item, CancellationToken ct) =>
        connection.OneAsync<bool>(
            """
            select exists (
                select from published_figure figure
                join wave_relationship asked on asked.wave_id = @WaveId and asked.relationship_id = @RelationshipId
                join questionnaire on questionnaire.id = asked.questionnaire_id
                where figure.cell_id = @CellId and figure.item = @item and figure.kind = 'rating' and figure.shown <> 'hidden'
                  and (@item = @Overall or exists (
                      select from jsonb_array_elements(document -> 'breakdownPoints') point where point ->> 'code' = @item)))
            """,
            new
            {
                WaveId,
                RelationshipId,
                CellId,
                item,
                Item.Overall,
            },
            ct
        );

    private sealed record SubjectRow(
        long RelationshipId,
        string Relationship,
        long WaveId,
        long CellId,
        long ProviderUnitId,
        long CustomerUnitId,
        bool CustomerIsRoot
    )
    {
        public CaseSubject With(CaseParty party) =>
            new(RelationshipId, Relationship, WaveId, CellId, ProviderUnitId, CustomerUnitId, CustomerIsRoot) { Party = party };
    }
}
