using Npgsql;

namespace Survey.Db.Cases;

/// <summary>Somebody who leads a unit today and is a person.</summary>
public sealed record CaseLead(long Id, string Name)
{
    /// <summary>The unit's own lead first.</summary>
    public static Task<IReadOnlyList<CaseLead>> ListAsync(
        NpgsqlConnection connection,
        long unitId,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        connection.ListAsync<CaseLead>(
            """
            select person.id, person.name
            from person
            where coalesce(active_from, @today) <= @today and exists (
                select from viewer_role(@today) as given
                where given.role = 'lead' and given.unit_id = @unitId and given.email = lower(person.email))
            order by person.id = case_lead(@unitId, null, @today) desc, person.name, person.id
            """,
            new { unitId, today = CaseParty.Today(now) },
            ct
        );

    /// <summary>Who may own a case.</summary>
    public static Task<IReadOnlyList<CaseLead>> OfProviderAsync(
        NpgsqlConnection connection,
        CaseRow row,
        DateTimeOffset now,
        CancellationToken ct
    ) => OfAsync(connection, row.ProviderCode, now, ct);

    /// <summary>With whom the owner may share it.</summary>
    public static Task<IReadOnlyList<CaseLead>> OfCustomerAsync(
        NpgsqlConnection connection,
        CaseRow row,
        DateTimeOffset now,
        CancellationToken ct
    ) => OfAsync(connection, row.CustomerCode, now, ct);

    private static async Task<IReadOnlyList<CaseLead>> OfAsync(
        NpgsqlConnection connection,
        string unit,
        DateTimeOffset now,
        CancellationToken ct
    ) => await ListAsync(connection, await connection.OneAsync<long>("select id from unit where code = @unit", new { unit }, ct), now, ct);
}
