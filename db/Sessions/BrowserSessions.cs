using Npgsql;
using Survey.Db.Viewers;

namespace Survey.Db.Sessions;

/// <param name="Language">The person's; null: no person has this address.</param>
/// <param name="ResultVersion">Grows with every committed change of what pages about sealed waves show.</param>
public sealed record BrowserSession(Viewer Viewer, string? Language, long ResultVersion);

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

    /// <remarks>Prepared, because every page runs it. Not by Dapper, which does not fill arrays of positional records.</remarks>
    public static async Task<BrowserSession?> FindAsync(NpgsqlConnection connection, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            with recursive found as (
                select email from session where id = $1 and expires_at > $2
            ), role as (
                select given.role, given.unit_id
                from viewer_role(($2 at time zone 'UTC')::date) as given join found on found.email = given.email
            ), led (unit_id) as (
                select unit_id from role where role = 'lead'
                union
                select unit.id from led join unit on unit.parent_id = led.unit_id
            )
            select found.email, (select language from person where lower(person.email) = found.email),
                   exists (select from role where role = 'hr'), exists (select from role where role = 'admin'),
                   array(select unit_id from led), (select count(*) from result_change)
            from found
            """,
            connection
        );
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now });
        await command.PrepareAsync(ct);
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct)
            ? new BrowserSession(
                new Viewer(row.GetString(0), row.GetBoolean(2), row.GetBoolean(3), row.GetFieldValue<long[]>(4).ToHashSet()),
                row.IsDBNull(1) ? null : row.GetString(1),
                row.GetInt64(5)
            )
            : null;
    }

    public static Task EndAsync(NpgsqlConnection connection, Guid id, CancellationToken ct) =>
        connection.RunAsync("delete from session where id = @id", new { id }, ct);
}
