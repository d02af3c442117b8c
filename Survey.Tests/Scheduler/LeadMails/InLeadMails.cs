using Survey.Db.LeadMails;
using Survey.Db.Settings;
using Survey.Scheduler.Mail;
using Survey.Tests.Db.Cases;
using Survey.Tests.Scheduler.Messages;

namespace Survey.Tests.Scheduler.LeadMails;

/// <summary>
/// W1 is of the pulse MONTHLY, sealed on Monday 26 January. Only "waiting" of HR-SALES misses its promise. it1 is HR, hr1 leads HR-SALES's
/// provider.
/// </summary>
public abstract class InLeadMails : InCases
{
    protected static readonly DateTimeOffset Sealed = new(2026, 1, 26, 0, 0, 0, TimeSpan.Zero);

    [SetUp]
    public Task MakeRolesAsync() =>
        Organisation.RunAsync(
            """
            update wave set pulse_id = (select id from pulse where code = 'MONTHLY'), import_digest = null;
            insert into role_grant (email, role, granted_at) values ('it1@example.org', 'hr', '2026-01-01');
            update published_verdict verdict set verdict = 'no_change'
            from publication_cell cell
            where cell.id = cell_id and not (
                item = 'waiting' and relationship_id = (select id from relationship where code = 'HR-SALES'));
            insert into published_verdict (cell_id, item, against, verdict)
            select cell.id, 'waiting', 'target', 'worse'
            from publication_cell cell
            where cell.kind = 'relationship' and relationship_id = (select id from relationship where code = 'SALES-SALES')
            """
        );

    /// <summary>So that only mails about cases and looks are sent.</summary>
    protected Task NoResultsAsync() =>
        Organisation.RunAsync("insert into results_told (wave_id, audience) select id, unnest(array['hr', 'leads']) from wave");

    /// <summary>So that no look is due.</summary>
    protected Task LookedAsync() =>
        Organisation.RunAsync(
            """
            insert into relationship_look (relationship_id, wave_id, looked_at)
            select relationship_id, wave_id, '2026-01-27' from wave_relationship
            """
        );

    protected Task<int> QueueAsync(DateTimeOffset now) => LeadMailQueue.QueueDueAsync(Test.Database, 1, 14, now, default);

    /// <summary>Queues and sends what is due, as the scheduler does.</summary>
    private protected async Task<IReadOnlyList<OutgoingMail>> RoundAsync(DateTimeOffset now)
    {
        await QueueAsync(now);
        return await SendAsync(now);
    }

    private protected async Task<IReadOnlyList<OutgoingMail>> SendAsync(DateTimeOffset now, ReportMailOptions? options = null)
    {
        var transport = new RecordingTransport();
        await Sending.OutboxOf(Test, transport, options).SendDueAsync(now, default);
        return [.. transport.Sent.OrderBy(mail => mail.To, StringComparer.Ordinal)];
    }

    /// <summary>A round each day at nine: day, recipient and subject of each mail.</summary>
    protected async Task<List<string>> DaysAsync(DateOnly from, DateOnly to)
    {
        var mails = new List<string>();
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            var at = new DateTimeOffset(day, new(9, 0), TimeSpan.Zero);
            mails.AddRange((await RoundAsync(at)).Select(mail => $"{day:MM-dd} {mail.To.Split('@')[0]} {mail.Subject}"));
        }
        return mails;
    }

    protected Task ChooseAsync(string name, CaseMailChoice choice) =>
        Test.Database.InTransactionAsync(connection => CaseMailChoices.SaveAsync(connection, $"{name}@example.org", choice, Now, default));
}
