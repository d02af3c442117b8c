using Npgsql;
using Survey.Db.Languages;
using Survey.Db.Viewers;

namespace Survey.Db.Cases;

/// <summary>A unit that is provider or customer of a case, to choose from.</summary>
public sealed record CaseUnit(string Code, LocalizedText Names)
{
    /// <summary>Of the cases that the viewer may see.</summary>
    public static Task<IReadOnlyList<CaseUnit>> ListAsync(
        NpgsqlConnection connection,
        Viewer viewer,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        connection.ListAsync<CaseUnit>(
            $"""
            select unit.code, unit.names
            from unit
            where unit.id in (
                select unnest(array[relationship.provider_unit_id, relationship.customer_unit_id])
                from service_case
                join relationship on relationship.id = service_case.relationship_id
                join wave_relationship asked on asked.wave_id = service_case.wave_id and asked.relationship_id = relationship.id
                where {CaseParty.Sees(viewer)})
            order by lower(unit.code)
            """,
            new { viewer.Email, today = CaseParty.Today(now) },
            ct
        );
}
