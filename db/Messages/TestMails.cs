using Npgsql;

namespace Survey.Db.Messages;

public enum TestMailKind
{
    /// <summary>A short mail to the person who asks.</summary>
    Check,

    /// <summary>A letter as a customer would get it, to the person who asks.</summary>
    Letter,

    /// <summary>To the address for returned mails: it shows that they are read.</summary>
    Return,
}

public enum TestMailOutcome
{
    Accepted,
    Refused,
    Deferred,
    Down,
    Unknown,

    /// <summary>No mailbox of returned mails is read, so nothing was sent.</summary>
    NoMailbox,
}

/// <param name="Outcome">Null: not known yet.</param>
/// <param name="Words">What the mail server said; null: nothing.</param>
public sealed record TestMail(
    Guid Id,
    TestMailKind Kind,
    string Address,
    string Subject,
    string Text,
    string Html,
    DateTimeOffset AskedAt,
    TestMailOutcome? Outcome,
    string? Words,
    DateTimeOffset? ReturnedAt
);

/// <summary>Mails by which HR tries the mail server and its letters. They are about no wave.</summary>
public static class TestMails
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private const string Columns = "id, kind, address, subject, text, html, asked_at, outcome, words, returned_at";

    public static Task AddAsync(
        NpgsqlConnection connection,
        TestMailKind kind,
        string address,
        string askedBy,
        string subject,
        string text,
        string html,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        connection.RunAsync(
            """
            insert into test_mail (id, kind, address, asked_by, subject, text, html, asked_at)
            values (gen_random_uuid(), @kind, @address, lower(@askedBy), @subject, @text, @html, @now)
            """,
            new
            {
                kind = kind.Text(),
                address,
                askedBy,
                subject,
                text,
                html,
                now,
            },
            ct
        );

    /// <summary>Takes the next mail. It is tried once: a program that is killed meanwhile leaves it without an outcome.</summary>
    /// <returns>Null: none waits.</returns>
    public static Task<TestMail?> TakeAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken ct) =>
        connection.FindAsync<TestMail>(
            $"""
            update test_mail set tried_at = @now
            where id = (select id from test_mail where tried_at is null order by asked_at, id limit 1 for update skip locked)
            returning {Columns}
            """,
            new { now },
            ct
        );

    public static Task RecordAsync(NpgsqlConnection connection, Guid id, TestMailOutcome outcome, string? words, CancellationToken ct) =>
        connection.RunAsync(
            "update test_mail set outcome = @outcome, words = @words where id = @id",
            new
            {
                id,
                outcome = outcome.Text(),
                words,
            },
            ct
        );

    /// <param name="words">Why the mail came back; null: it is no report about a failure.</param>
    /// <returns>False: the mail is no test.</returns>
    public static async Task<bool> ReturnedAsync(
        NpgsqlConnection connection,
        Guid id,
        string? words,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        await connection.RunAsync(
            """
            update test_mail set returned_at = @now, words = coalesce(@words, words),
                outcome = case when @words::text is null or kind = 'return' then outcome else 'refused' end
            where id = @id
            """,
            new
            {
                id,
                words,
                now,
            },
            ct
        ) > 0;

    /// <summary>The newest of each kind that the person asked for.</summary>
    public static Task<IReadOnlyList<TestMail>> NewestAsync(NpgsqlConnection connection, string askedBy, CancellationToken ct) =>
        connection.ListAsync<TestMail>(
            $"select distinct on (kind) {Columns} from test_mail where asked_by = lower(@askedBy) order by kind, asked_at desc",
            new { askedBy },
            ct
        );

    public static Task DeleteOldAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken ct) =>
        connection.RunAsync("delete from test_mail where asked_at <= @limit", new { limit = now - Kept }, ct);
}
