using Npgsql;
using Survey.Db.Messages;

namespace Survey.Db.Sessions;

/// <param name="WorksAtOnce">False: opened in another browser, so the address must be entered.</param>
public sealed record UsableSignIn(string Email, bool WorksAtOnce);

/// <summary>One-time sign-in links. The token in the link is derived from the id returned here (rule B3).</summary>
public static class SignIns
{
    public static TimeSpan Validity { get; } = TimeSpan.FromMinutes(15);

    /// <summary>How long the request and use of a link are kept.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <returns>The id of a link that works in any browser. The roles are checked when it is used.</returns>
    public static Task<Guid> CreateAsync(NpgsqlConnection connection, string email, DateTimeOffset now, CancellationToken ct) =>
        CreateAsync(connection, email, null, now, ct);

    /// <param name="browser">Hash of the browser's secret with which the link works at once; null: any browser.</param>
    public static async Task<Guid> CreateAsync(
        NpgsqlConnection connection,
        string email,
        byte[]? browser,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var id = Guid.NewGuid();
        await connection.RunAsync(
            """
            insert into sign_in (id, email, created_at, expires_at, browser)
            values (@id, lower(@email), @now, @expiresAt, @browser)
            """,
            new
            {
                id,
                email,
                now,
                expiresAt = now + Validity,
                browser,
            },
            ct
        );
        return id;
    }

    /// <returns>The language to write in: the person's own, else the one given; null: the address has no role.</returns>
    public static Task<string?> LanguageForAsync(
        NpgsqlConnection connection,
        string email,
        string language,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        connection.FindAsync<string>(
            """
            select coalesce((select person.language from person where lower(person.email) = lower(@email)), @language)
            where exists (select from viewer_role((@now at time zone 'UTC')::date) as given where given.email = lower(@email))
            """,
            new
            {
                email,
                language,
                now,
            },
            ct
        );

    /// <summary>Finds a usable link; writes nothing. browser: hash of the opening browser's secret; null: it has none.</summary>
    public static Task<UsableSignIn?> FindAsync(
        NpgsqlConnection connection,
        Guid id,
        byte[]? browser,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        connection.FindAsync<UsableSignIn>(
            """
            select email, browser is null or browser is not distinct from @browser::bytea as works_at_once
            from sign_in where id = @id and used_at is null and expires_at > @now
            """,
            new
            {
                id,
                browser,
                now,
            },
            ct
        );

    /// <returns>The address now signed in; null: the link was used or is too old, or the address has no role.</returns>
    public static Task<string?> UseAsync(NpgsqlConnection connection, Guid id, DateTimeOffset now, CancellationToken ct) =>
        connection.FindAsync<string>(
            """
            update sign_in set used_at = @now
            where id = @id and used_at is null and expires_at > @now
              and exists (select from viewer_role((@now at time zone 'UTC')::date) as given where given.email = sign_in.email)
            returning email
            """,
            new { id, now },
            ct
        );

    /// <summary>Deletes old links with their mails, old mails to teams, and sessions that are over. Returns the number of links.</summary>
    public static async Task<int> DeleteOldAsync(Database database, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await connection.RunAsync("delete from session where expires_at <= @now", new { now }, ct);
        await connection.RunAsync(
            $"delete from {MessagePartitions.Kept} where kind = 'recognition' and queued_at <= @limit",
            new { limit = now - Kept },
            ct
        );
        return await connection.RunAsync(
            $"""
            with old as (
                select id from sign_in where created_at <= @limit for update skip locked
            ), mail as (
                delete from {MessagePartitions.Kept} using old where sign_in_id = old.id
            )
            delete from sign_in using old where sign_in.id = old.id
            """,
            new { limit = now - Kept },
            ct
        );
    }
}
