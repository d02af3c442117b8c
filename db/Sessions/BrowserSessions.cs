using Npgsql;

namespace Survey.Db.Sessions;

/// <param name="Language">Of the person with that address; null when there is none.</param>
public sealed record BrowserSession(string Email, string? Language);

/// <summary>Who is signed in with which browser.</summary>
public static class BrowserSessions
{
    /// <summary>How long somebody stays signed in.</summary>
    public static TimeSpan Length { get; } = TimeSpan.FromHours(12);

    /// <summary>Begins a session and forgets those that are over.</summary>
    public static async Task<Guid> StartAsync(NpgsqlConnection connection, string email, DateTimeOffset now, CancellationToken ct)
    {
        var id = Guid.NewGuid();
        await connection.RunAsync("""
            delete from session where expires_at <= @now;
            insert into session (id, email, created_at, expires_at) values (@id, lower(@email), @now, @expiresAt);
            """, new { id, email, now, expiresAt = now + Length }, ct);
        return id;
    }

    public static Task<BrowserSession?> FindAsync(NpgsqlConnection connection, Guid id, DateTimeOffset now, CancellationToken ct) =>
        connection.FindAsync<BrowserSession>("""
            select session.email, person.language
            from session left join person on lower(person.email) = session.email
            where session.id = @id and session.expires_at > @now
            """, new { id, now }, ct);

    public static Task EndAsync(NpgsqlConnection connection, Guid id, CancellationToken ct) =>
        connection.RunAsync("delete from session where id = @id", new { id }, ct);
}
