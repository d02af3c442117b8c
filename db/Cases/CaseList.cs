using Npgsql;
using Survey.Db.Viewers;

namespace Survey.Db.Cases;

/// <param name="State">Null: all.</param>
/// <param name="Unit">Code of a unit that is provider or customer; null: all.</param>
public sealed record CaseFilter(CaseState? State = null, string? Unit = null);

/// <param name="Count">Of all pages.</param>
public sealed record CasePage(IReadOnlyList<CaseRow> Cases, int Count)
{
    public int Pages => Math.Max(1, (Count + CaseList.PageSize - 1) / CaseList.PageSize);
}

/// <param name="Better">Of those re-checked. Numbers of cases, not of people.</param>
public sealed record RecheckCount(int Better, int Rechecked);

/// <summary>Cases that a viewer may see (rule E2): HR all, leads those of the units they lead.</summary>
public static class CaseList
{
    public const int PageSize = 300;

    // What goes on before what has ended; of that, the last one first.
    private const string Order = """
        order by is_overdue desc, service_case.state in ('rechecked', 'withdrawn'), service_case.state = 'done',
                 case when ended_at is null then due_on end, ended_at desc, lower(relationship.code), item, service_case.id
        """;

    /// <param name="page">From 1; null: all cases, as for a file.</param>
    public static async Task<CasePage> ReadAsync(
        NpgsqlConnection connection,
        Viewer viewer,
        CaseFilter filter,
        int? page,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var where = $"""
            {CaseParty.Sees(viewer)} and (@state::text is null or service_case.state = @state)
            and (@Unit::text is null or lower(provider.code) = lower(@Unit) or lower(customer.code) = lower(@Unit))
            """;
        var parameters = new
        {
            state = filter.State.Text(),
            filter.Unit,
            viewer.Email,
            today = CaseParty.Today(now),
            most = page is null ? (int?)null : PageSize,
            before = page is { } number ? (number - 1) * PageSize : 0,
        };
        return new(
            await connection.ListAsync<CaseRow>(
                $"""
                {CaseRow.Select}
                where {where}
                {Order}
                limit @most offset @before
                """,
                parameters,
                ct
            ),
            await connection.OneAsync<int>($"select count(*)::int from ({CaseRow.Select} where {where}) as seen", parameters, ct)
        );
    }

    /// <summary>Of one service, open and ended, in the order of the waves that they answer.</summary>
    /// <param name="relationship">Its code.</param>
    public static Task<IReadOnlyList<CaseRow>> OfRelationshipAsync(
        NpgsqlConnection connection,
        Viewer viewer,
        string relationship,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        connection.ListAsync<CaseRow>(
            $"""
            {CaseRow.Select}
            where lower(relationship.code) = lower(@relationship) and {CaseParty.Sees(viewer)}
            order by wave.closed_at, wave.id, service_case.opened_at, service_case.id
            """,
            new
            {
                relationship,
                viewer.Email,
                today = CaseParty.Today(now),
            },
            ct
        );

    /// <summary>How many of the cases that a viewer may see were re-checked, and with the word better.</summary>
    public static Task<RecheckCount> RechecksAsync(NpgsqlConnection connection, Viewer viewer, DateTimeOffset now, CancellationToken ct) =>
        connection.OneAsync<RecheckCount>(
            $"""
            select (count(*) filter (where recheck_verdict = 'better'))::int as better, count(*)::int as rechecked
            from service_case
            join relationship on relationship.id = service_case.relationship_id
            join wave_relationship asked on asked.wave_id = service_case.wave_id and asked.relationship_id = relationship.id
            where service_case.state = 'rechecked' and {CaseParty.Sees(viewer)}
            """,
            new { viewer.Email, today = CaseParty.Today(now) },
            ct
        );
}
