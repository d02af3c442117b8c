using Npgsql;
using Survey.Db.Languages;
using Survey.Db.Relationships;

namespace Survey.Db.Waves.Priorities;

/// <param name="Code">Of the relationship.</param>
/// <param name="PinnedUntil">The last day; null: not pinned.</param>
/// <param name="LacksAnswers">Left out until HR asks it anyway, see <see cref="LackOfAnswers"/>.</param>
public sealed record RelationshipPriority(
    string Code,
    RelationshipKind Kind,
    LocalizedText Provider,
    LocalizedText Customer,
    bool CustomerIsRoot,
    DateOnly? PinnedUntil,
    bool LacksAnswers
);

/// <summary>HR's decisions about the order in which relationships are asked. Each is in the audit log.</summary>
public static class RelationshipPriorities
{
    /// <summary>Action in the audit log; the day follows.</summary>
    public const string PinnedUntil = "asked first until ";

    public const string Unpinned = "no longer asked first";
    public const string AskedAnyway = "asked although too few answered";

    /// <summary>All relationships by code. A pin that is over counts as none.</summary>
    public static async Task<IReadOnlyList<RelationshipPriority>> ListAsync(
        NpgsqlConnection connection,
        DateOnly today,
        CancellationToken ct
    ) =>
        await connection.ListAsync<RelationshipPriority>(
            """
            select relationship.code, relationship.kind, provider.names as provider, customer.names as customer,
                   customer.parent_id is null as customer_is_root,
                   case when priority.pinned_until >= @today then priority.pinned_until end as pinned_until,
                   relationship.id = any(@lacking) as lacks_answers
            from relationship
            join unit provider on provider.id = provider_unit_id
            join unit customer on customer.id = customer_unit_id
            left join relationship_priority as priority on priority.relationship_id = relationship.id
            order by lower(relationship.code)
            """,
            new { today, lacking = (await LackOfAnswers.ListAsync(connection, ct)).ToArray() },
            ct
        );

    /// <returns>False: there is no such relationship.</returns>
    public static Task<bool> PinAsync(
        Database database,
        string code,
        DateOnly until,
        string actor,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        database.InTransactionAsync(
            async connection =>
                await connection.RunAsync(
                    """
                    insert into relationship_priority (relationship_id, pinned_until)
                    select id, @until from relationship where lower(code) = lower(@code)
                    on conflict (relationship_id) do update set pinned_until = excluded.pinned_until
                    """,
                    new { code, until },
                    ct
                ) > 0
                && await LogAsync(connection, code, FormattableString.Invariant($"{PinnedUntil}{until:yyyy-MM-dd}"), actor, now, ct),
            ct
        );

    /// <returns>False: it is not pinned.</returns>
    public static Task<bool> UnpinAsync(Database database, string code, string actor, DateTimeOffset now, CancellationToken ct) =>
        database.InTransactionAsync(
            async connection =>
                await connection.RunAsync(
                    """
                    update relationship_priority set pinned_until = null
                    where pinned_until is not null
                      and relationship_id = (select id from relationship where lower(code) = lower(@code))
                    """,
                    new { code },
                    ct
                ) > 0
                && await LogAsync(connection, code, Unpinned, actor, now, ct),
            ct
        );

    /// <summary>Waves that opened before no longer count as waves with too few answers.</summary>
    /// <returns>False: there is no such relationship.</returns>
    public static Task<bool> AskAnywayAsync(Database database, string code, string actor, DateTimeOffset now, CancellationToken ct) =>
        database.InTransactionAsync(
            async connection =>
                await connection.RunAsync(
                    """
                    insert into relationship_priority (relationship_id, asked_anyway_at)
                    select id, @now from relationship where lower(code) = lower(@code)
                    on conflict (relationship_id) do update set asked_anyway_at = excluded.asked_anyway_at
                    """,
                    new { code, now },
                    ct
                ) > 0
                && await LogAsync(connection, code, AskedAnyway, actor, now, ct),
            ct
        );

    private static async Task<bool> LogAsync(
        NpgsqlConnection connection,
        string code,
        string action,
        string actor,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        await AuditLog.AddAsync(connection, actor, action, code, now, ct);
        return true;
    }
}
