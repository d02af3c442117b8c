using Npgsql;

namespace Survey.Db.LeadMails;

public static class CaseMailChoices
{
    public static async Task<CaseMailChoice?> FindAsync(NpgsqlConnection connection, string email, CancellationToken ct) =>
        (
            await connection.FindAsync<Chosen>(
                """
                select coalesce(choice, 'at_once') as choice
                from person left join case_mail_choice on case_mail_choice.person_id = person.id
                where lower(person.email) = lower(@email)
                """,
                new { email },
                ct
            )
        )?.Choice;

    /// <summary>In the caller's transaction. Audited. False: the address is no person's.</summary>
    public static async Task<bool> SaveAsync(
        NpgsqlConnection connection,
        string email,
        CaseMailChoice choice,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var saved = await connection.RunAsync(
            """
            insert into case_mail_choice (person_id, choice)
            select id, @choice from person where lower(email) = lower(@email)
            on conflict (person_id) do update set choice = excluded.choice
            """,
            new { email, choice = choice.Text() },
            ct
        );
        if (saved > 0)
        {
            await AuditLog.AddAsync(connection, email, "chose when case mails come", choice.Text(), now, ct);
        }
        return saved > 0;
    }

    private sealed record Chosen(CaseMailChoice Choice);
}
