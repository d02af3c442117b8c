using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Survey.Db;
using Survey.Scheduler.Bounces;
using Survey.Scheduler.Mail;
using Survey.Tests.Scheduler.Messages;

namespace Survey.Tests.Scheduler.Bounces;

/// <summary>What reads returned mails, for tests.</summary>
internal static class Returned
{
    /// <summary>No place for returned mails is configured.</summary>
    public static ReturnedMails Nothing(Database database) => new(Maildir(database, null), Mailbox(database, new BounceImapOptions()));

    public static BounceMaildir Maildir(Database database, string? folder, ILogger<BounceMaildir>? logger = null) =>
        new(Options.Create(new MailOptions { BounceMaildir = folder }), database, logger ?? NullLogger<BounceMaildir>.Instance);

    public static BounceImap Mailbox(Database database, BounceImapOptions options, TimeProvider? clock = null) =>
        new(Options.Create(options), database, clock ?? TimeProvider.System, NullLogger<BounceImap>.Instance);

    public static Task<BounceRead> ReadAsync(this Sending sending, string mail) => sending.ReadAsync(Encoding.UTF8.GetBytes(mail));

    public static async Task<BounceRead> ReadAsync(this Sending sending, byte[] mail)
    {
        await using var connection = await sending.Organisation.Database.OpenAsync();
        return await BounceReader.ReadAsync(connection, new MemoryStream(mail), null, Sending.Monday, default);
    }

    public static Task<Guid> MailAsync(this Sending sending, string address, string kind = "invitation") =>
        sending.Organisation.OneAsync<Guid>(
            "select id from message where address = @address and kind = @kind order by queued_at desc limit 1",
            new { address, kind }
        );
}
