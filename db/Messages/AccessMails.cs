using Npgsql;

namespace Survey.Db.Messages;

/// <summary>Mails to those who get access (rule F1): one for each grant.</summary>
public static class AccessMails
{
    /// <summary>After this time the mail would tell no news.</summary>
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(7);

    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>In the transaction that grants the role, so the mail is queued once. Nobody is written to who has left.</summary>
    /// <param name="unit">Code, for a lead; else null.</param>
    /// <param name="language">For an address that is no person's.</param>
    public static Task AddAsync(
        NpgsqlConnection connection,
        string role,
        string email,
        string? unit,
        string givenBy,
        string language,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        connection.RunAsync(
            """
            with told as (
                insert into access_mail (id, role, unit_id, given_by, queued_at)
                select gen_random_uuid(), @role, (select id from unit where lower(code) = lower(@unit)), lower(@givenBy), @now
                where exists (select from viewer_role((@now at time zone 'UTC')::date) as given where given.email = lower(@address))
                returning id
            )
            insert into message (id, kind, address, language, state, not_before, give_up_at, queued_at)
            select id, 'access', @address, coalesce((select person.language from person where lower(email) = lower(@address)), @language),
                   'queued', @now, @giveUpAt, @now
            from told
            """,
            new
            {
                role,
                address = EmailAddress.Normalize(email),
                unit,
                givenBy,
                language,
                now,
                giveUpAt = now + GiveUpAfter,
            },
            ct
        );

    public static async Task<int> DeleteOldAsync(Database database, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.RunAsync(
            $"""
            with old as (
                delete from access_mail where queued_at <= @limit returning id
            )
            delete from {MessagePartitions.Kept} using old where {MessagePartitions.Kept}.id = old.id
            """,
            new { limit = now - Kept },
            ct
        );
    }
}
