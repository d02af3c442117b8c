using Npgsql;
using Survey.Db.Languages;
using Survey.Db.Viewers;

namespace Survey.Db.Cases;

/// <summary>A case that this transaction has locked, and who acts on it.</summary>
/// <param name="HasTogether">The case is shared with a lead of the customer; false: with HR.</param>
internal sealed record HeldCase(
    Guid Id,
    long RelationshipId,
    string Relationship,
    string Item,
    long WaveId,
    CaseState State,
    int Version,
    string Change,
    DateOnly DueOn,
    long ProviderUnitId,
    long CustomerUnitId,
    bool HasTogether
)
{
    public CaseParty Party { get; init; } = new(false, false, false, null);

    public bool GoesOn => State is CaseState.Open or CaseState.Agreed;

    /// <summary>Of HR where the other side is HR.</summary>
    public bool MayAgree => Party.LeadsCustomer || Party.RunsProgramme && !HasTogether;

    /// <returns>Null: there is none, or the viewer may not see it.</returns>
    public static async Task<HeldCase?> TakeAsync(
        NpgsqlConnection connection,
        Viewer viewer,
        Guid id,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var held = await connection.FindAsync<HeldCase>(
            """
            select service_case.id, relationship.id as relationship_id, relationship.code as relationship,
                   coalesce(breakdown_point, 'overall') as item, wave_id, state, version, change, due_on,
                   provider_unit_id, customer_unit_id,
                   together_id is not null and case_lead(customer_unit_id, together_id, @today) is not null as has_together
            from service_case join relationship on relationship.id = service_case.relationship_id
            where service_case.id = @id
            for update of service_case
            """,
            new { id, today = CaseParty.Today(now) },
            ct
        );
        return
            held is not null
            && await CaseParty.FindAsync(connection, viewer, held.RelationshipId, held.WaveId, now, ct) is { MaySee: true } party
            ? held with
            {
                Party = party,
            }
            : null;
    }

    /// <param name="seen">The version that the viewer saw.</param>
    /// <exception cref="RefusedException">Somebody else changed the case meanwhile, or it is in another state.</exception>
    public void Require(int seen, params CaseState[] states)
    {
        if (seen != Version)
        {
            throw new RefusedException(new Sentence("problems.case.changed"));
        }
        if (!states.Contains(State))
        {
            throw new RefusedException(new Sentence("problems.case.state", new Sentence($"cases.state.{State.Text()}")));
        }
    }
}
