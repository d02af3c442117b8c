using Npgsql;
using Survey.Db.Messages;

namespace Survey.Db.Sessions;

/// <summary>A link that was not used yet.</summary>
/// <param name="Email">In lower case.</param>
/// <param name="WorksAtOnce">In this browser; else the address has to be entered.</param>
public sealed record UsableSignIn(string Email, bool WorksAtOnce);

/// <summary>One-time links by which people sign in. The token in the link is derived from the id returned here.</summary>
public static class SignIns
{
    /// <summary>How long a link is good for.</summary>
    public static TimeSpan Validity { get; } = TimeSpan.FromMinutes(15);

    /// <summary>How long it stays known who asked for a link and used it.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <returns>The id of a new link for that address, good in any browser; the viewer's roles decide whether it can be used.</returns>
    public static Task<Guid> CreateAsync(NpgsqlConnection connection, string email, DateTimeOffset now, CancellationToken ct) =>
        CreateAsync(connection, email, null, now, ct);

    /// <param name="browser">Hash of the secret of the browser in which the link works at once; null: in any.</param>
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

    /// <returns>
    /// The language in which to write to somebody who has a role: the person's own when they are known, else <paramref name="language"/>;
    /// null for an address without a role.
    /// </returns>
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

    /// <summary>The link if it could still be used; nothing is written.</summary>
    /// <param name="browser">Hash of the secret of the browser that opens it; null: it has none.</param>
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

    /// <summary>Uses the link up.</summary>
    /// <returns>The address that is signed in; null: the link was used before or is too old, or the address has no role.</returns>
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

    /// <summary>Deletes old links with their mails, and sessions that are over.</summary>
    /// <returns>How many links were deleted.</returns>
    public static async Task<int> DeleteOldAsync(Database database, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await connection.RunAsync("delete from session where expires_at <= @now", new { now }, ct);
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
