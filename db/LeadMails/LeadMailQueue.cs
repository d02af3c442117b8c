using Npgsql;
using Survey.Db.Messages;

namespace Survey.Db.LeadMails;

/// <summary>
/// Queues the mails about results, cases and looks that are due (rule E4). They depend on published figures and cases only.
/// </summary>
public static class LeadMailQueue
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(60);

    /// <param name="leadsAfterDays">From sealing until leads hear of results.</param>
    /// <param name="lookWithinDays">From sealing until a look is due.</param>
    /// <returns>How many mails were queued.</returns>
    public static async Task<int> QueueDueAsync(
        Database database,
        int leadsAfterDays,
        int lookWithinDays,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        await DeleteOldAsync(database, now, ct);
        return await database.InTransactionAsync(connection => ResultsMails.QueueDueAsync(connection, leadsAfterDays, now, ct), ct)
            + await database.InTransactionAsync(connection => CaseMails.QueueDueAsync(connection, lookWithinDays, now, ct), ct);
    }

    /// <summary>Each reminder has lapsed by then, so that nobody is reminded twice.</summary>
    private static Task<int> DeleteOldAsync(Database database, DateTimeOffset now, CancellationToken ct) =>
        database.InTransactionAsync(
            connection =>
                connection.RunAsync(
                    $"""
                    delete from {MessagePartitions.Kept} where kind in ('results', 'cases') and queued_at <= @limit;
                    delete from case_reminder using lead_mail where lead_mail.id = mail_id and queued_on < @day;
                    delete from lead_mail where queued_on < @day;
                    """,
                    new { limit = now - Kept, day = DateOnly.FromDateTime((now - Kept).UtcDateTime) },
                    ct
                ),
            ct
        );
}
