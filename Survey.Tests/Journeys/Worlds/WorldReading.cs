using System.Text;
using System.Text.RegularExpressions;
using Survey.Db.LeadMails;
using Survey.Db.Settings;
using Survey.Tests.Reports;
using Survey.Tests.Scheduler.Messages;
using Survey.Tests.Support;

namespace Survey.Tests.Journeys.Worlds;

/// <summary>What leads and HR receive and open, each with a name. Ids that are drawn and form tokens are replaced.</summary>
internal static partial class WorldReading
{
    private static readonly string[] Readers =
    [
        ActingWorld.Staff,
        ActingWorld.Provides,
        ActingWorld.Receives,
        "shop1@example.org",
        "it1@example.org",
    ];

    private static readonly string[] Addresses =
    [
        "/cases",
        "/cases?state=open&unit=HR",
        "/cases.csv",
        "/cases/settings",
        "/cases/new?relationship=IT-ALL&step=waiting&wave=W1",
        "/programme/checks",
        "/programme/checks?show=overdue",
        "/programme/checks.csv",
        "/reports/meeting/HR/SALES/en.pdf",
        "/reports/meeting/IT/ROOT/en.pdf",
    ];

    /// <summary>All mails that are no survey mails, from a round a day; with their picture and their report.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> MailsAsync(this ActingWorld world)
    {
        var mails = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (var day = ActingWorld.Now.Date; day < new DateTime(2026, 4, 10, 0, 0, 0, DateTimeKind.Utc); day = day.AddDays(1))
        {
            var now = new DateTimeOffset(day, TimeSpan.Zero).AddHours(9);
            await LeadMailQueue.QueueDueAsync(world.Test.Database, 1, 14, now, default);
            var transport = new RecordingTransport();
            await Sending.OutboxOf(world.Test, transport, new ReportMailOptions { Attach = true }).SendDueAsync(now, default);
            foreach (var mail in transport.Sent.Where(mail => mail.Unsubscribe is null))
            {
                mails.Add(
                    $"{day:MM-dd} {mail.To} {mail.Subject}",
                    Normal(
                        $"{mail.FromName}\n{mail.ToName}\n{mail.Text}\n{mail.Html}\n{mail.Attachment?.Name}\n"
                            + Encoding.UTF8.GetString(mail.Attachment?.Content ?? [])
                            + Convert.ToBase64String(mail.Picture ?? [])
                    )
                );
            }
        }
        return mails;
    }

    /// <summary>Pages and files about cases, looks and meetings for each reader, with their status.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> PagesAsync(this ActingWorld world)
    {
        await using var server = ApiServer.Start(world.Test);
        server.Clock.Now = ActingWorld.Now.AddDays(14);
        var cases = await world.Organisation.ListAsync<(string Name, Guid Id)>("select change, id from service_case order by change");
        var pages = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var reader in Readers)
        {
            using var client = await server.ClientOfAsync(reader);
            foreach (var address in Addresses)
            {
                pages.Add($"{reader} {address}", await ReadAsync(client, address));
            }
            foreach (var (name, id) in cases)
            {
                pages.Add($"{reader} {name}", await ReadAsync(client, $"/cases/{id}"));
                pages.Add($"{reader} {name} change", await ReadAsync(client, $"/cases/{id}/change"));
            }
        }
        return pages;
    }

    /// <summary>The status and the text of a page or a PDF.</summary>
    public static async Task<string> ReadAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(address);
        var text =
            answer.Content.Headers.ContentType?.MediaType == "application/pdf"
                ? await Printed.AskAsync("pdftotext", await answer.Content.ReadAsByteArrayAsync(), "FILE", "-")
                : await answer.Content.ReadAsStringAsync();
        return $"{(int)answer.StatusCode}\n{Normal(text)}";
    }

    private static string Normal(string text)
    {
        var ids = new Dictionary<string, int>();
        return DrawnId()
            .Replace(FormToken().Replace(text, "TOKEN"), id => $"ID{(ids.TryAdd(id.Value, ids.Count) ? ids.Count - 1 : ids[id.Value])}");
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex DrawnId();

    [GeneratedRegex("(?<=name=\"__RequestVerificationToken\" value=\")[^\"]+")]
    private static partial Regex FormToken();
}
