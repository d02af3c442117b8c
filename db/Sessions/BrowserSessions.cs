using Npgsql;
using Survey.Db.Languages;
using Survey.Db.Viewers;

namespace Survey.Db.Sessions;

/// <param name="Language">The person's; null: no person has this address.</param>
/// <param name="ResultVersion">Grows with every committed change of what pages about sealed waves show.</param>
public sealed record BrowserSession(Viewer Viewer, SignedInAs As, string? Language, long ResultVersion);

public static class BrowserSessions
{
    public static TimeSpan Length { get; } = TimeSpan.FromHours(12);

    /// <summary>Also deletes the sessions that are over.</summary>
    public static async Task<Guid> StartAsync(NpgsqlConnection connection, string email, DateTimeOffset now, CancellationToken ct)
    {
        var id = Guid.NewGuid();
        await connection.RunAsync(
            """
            delete from session where expires_at <= @now;
            insert into session (id, email, created_at, expires_at) values (@id, lower(@email), @now, @expiresAt);
            """,
            new
            {
                id,
                email,
                now,
                expiresAt = now + Length,
            },
            ct
        );
        return id;
    }

    /// <remarks>A row for each role. Prepared, because every page runs it. Not by Dapper, which does not fill arrays of records.</remarks>
    public static async Task<BrowserSession?> FindAsync(NpgsqlConnection connection, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            with recursive found as (
                select email from session where id = $1 and expires_at > $2
            ), granted as (
                select given.role, given.unit_id
                from viewer_role(($2 at time zone 'UTC')::date) as given join found on found.email = given.email
            ), held as (
                select role, unit_id from granted
                union
                select held.role, unit.id from held join unit on unit.parent_id = held.unit_id
            )
            select found.email, (select language from person where lower(person.email) = found.email),
                   (select count(*) from result_change), role.role, role.unit_ids,
                   (select name from person where lower(person.email) = found.email), named.units
            from found left join (
                select role, coalesce(array_agg(unit_id) filter (where unit_id is not null), '{}') as unit_ids from held group by role
            ) as role on true
            left join lateral (
                select coalesce(array_agg(unit.names::text order by lower(unit.code)), '{}') as units
                from granted join unit on unit.id = granted.unit_id
                where granted.role = role.role
            ) as named on true
            order by role.role
            """,
            connection
        );
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now });
        await command.PrepareAsync(ct);
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? await ReadAsync(row, ct) : null;
    }

    private static async Task<BrowserSession> ReadAsync(NpgsqlDataReader row, CancellationToken ct)
    {
        var email = row.GetString(0);
        var language = row.IsDBNull(1) ? null : row.GetString(1);
        var version = row.GetInt64(2);
        var name = row.IsDBNull(5) ? null : row.GetString(5);
        var roles = new List<HeldRole>();
        var named = new List<NamedRole>();
        do
        {
            if (!row.IsDBNull(3))
            {
                roles.Add(new HeldRole(row.GetString(3), row.GetFieldValue<long[]>(4)));
                named.Add(new NamedRole(row.GetString(3), [.. row.GetFieldValue<string[]>(6).Select(LocalizedText.FromJson)]));
            }
        } while (await row.ReadAsync(ct));
        return new BrowserSession(Viewer.InRoles(email, roles), new SignedInAs(name, named), language, version);
    }

    public static Task EndAsync(NpgsqlConnection connection, Guid id, CancellationToken ct) =>
        connection.RunAsync("delete from session where id = @id", new { id }, ct);
}
