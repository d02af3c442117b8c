using Npgsql;
using Survey.Db.Viewers;

namespace Survey.Db.Cases;

/// <summary>What a viewer is to the cases of a service (rule E2). A lead of a unit above is nothing to them.</summary>
/// <remarks>
/// Leads count if their unit is provider or customer today and was in the case's wave: its figures are of the units of that time.
/// </remarks>
/// <param name="PersonId">Null: the viewer is no person.</param>
public sealed record CaseParty(bool RunsProgramme, bool LeadsProvider, bool LeadsCustomer, long? PersonId)
{
    public bool MaySee => RunsProgramme || LeadsProvider || LeadsCustomer;

    /// <summary>Opens, changes and ends cases.</summary>
    public bool MayDecide => RunsProgramme || LeadsProvider;

    /// <summary>SQL condition for a query with the tables relationship and asked (the wave's row of it), @email and @today.</summary>
    internal static string Sees(Viewer viewer) => viewer.May(Right.RunProgramme) ? "true" : $"({Leads("provider")} or {Leads("customer")})";

    /// <inheritdoc cref="Sees"/>
    internal static string Decides(Viewer viewer) => viewer.May(Right.RunProgramme) ? "true" : Leads("provider");

    internal static Task<CaseParty?> FindAsync(
        NpgsqlConnection connection,
        Viewer viewer,
        long relationshipId,
        long waveId,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        connection.FindAsync<CaseParty>(
            $"""
            select @runsProgramme as runs_programme, {Leads("provider")} as leads_provider, {Leads("customer")} as leads_customer,
                   (select id from person where lower(email) = @Email) as person_id
            from relationship
            join wave_relationship asked on asked.relationship_id = relationship.id and asked.wave_id = @waveId
            where relationship.id = @relationshipId
            """,
            new
            {
                runsProgramme = viewer.May(Right.RunProgramme),
                viewer.Email,
                today = Today(now),
                relationshipId,
                waveId,
            },
            ct
        );

    internal static DateOnly Today(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime);

    private static string Leads(string side) =>
        $"""
            (relationship.{side}_unit_id = asked.{side}_unit_id and relationship.{side}_unit_id in (
                select unit_id from viewer_role(@today) as given where given.role = 'lead' and given.email = @email))
            """;
}
