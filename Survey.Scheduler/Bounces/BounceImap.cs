using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Survey.Db;
using Survey.Scheduler.Mail;

namespace Survey.Scheduler.Bounces;

/// <summary>Reads the unseen mails of Mail:BounceImap, marks each as seen, flags those that are no bounce, and deletes none.</summary>
internal sealed partial class BounceImap(
    IOptions<BounceImapOptions> options,
    Database database,
    TimeProvider clock,
    ILogger<BounceImap> logger
)
{
    /// <summary>A server may end an idle session after 30 minutes (RFC 2177); routers drop the connection earlier.</summary>
    private static readonly TimeSpan MaxIdle = TimeSpan.FromMinutes(9);

    private static readonly TimeSpan PollInterval = TimeSpan.FromMinutes(1);

    public bool IsSet => options.Value.IsSet;

    public async Task<int> ReadNewAsync(DateTimeOffset now, CancellationToken ct)
    {
        if (!IsSet)
        {
            return 0;
        }
        using var client = await ConnectAsync(ct);
        var bounces = await ReadAsync(await OpenAsync(client, ct), now, ct);
        await client.DisconnectAsync(quit: true, ct);
        return bounces;
    }

    public async Task WatchAsync(CancellationToken ct)
    {
        using var client = await ConnectAsync(ct);
        var folder = await OpenAsync(client, ct);
        while (true)
        {
            using var arrived = new CancellationTokenSource(MaxIdle, clock);
            void Wake(object? sender, EventArgs e) => arrived.Cancel();
            folder.CountChanged += Wake;
            try
            {
                await ReadAsync(folder, clock.GetUtcNow(), ct);
                await WaitAsync(client, arrived.Token, ct);
            }
            finally
            {
                folder.CountChanged -= Wake;
            }
        }
    }

    private async Task WaitAsync(ImapClient client, CancellationToken arrived, CancellationToken ct)
    {
        if (!client.Capabilities.HasFlag(ImapCapabilities.Idle))
        {
            await Task.Delay(PollInterval, clock, ct);
            await client.NoOpAsync(ct);
        }
        else if (!arrived.IsCancellationRequested)
        {
            await client.IdleAsync(arrived, ct);
        }
    }

    private async Task<ImapClient> ConnectAsync(CancellationToken ct)
    {
        var settings = options.Value;
        // A mail server inside an organisation often has a certificate whose revocation list cannot be reached.
        var client = new ImapClient { CheckCertificateRevocation = false, Timeout = 60_000 };
        try
        {
            await client.ConnectAsync(
                settings.Host!,
                settings.PortOrUsual,
                settings.Security switch
                {
                    MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
                    MailSecurity.StartTls => SecureSocketOptions.StartTls,
                    _ => SecureSocketOptions.None,
                },
                ct
            );
            await client.AuthenticateAsync(settings.User!, settings.Password!, ct);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private async Task<IMailFolder> OpenAsync(ImapClient client, CancellationToken ct)
    {
        var folder = await client.GetFolderAsync(options.Value.Folder, ct);
        await folder.OpenAsync(FolderAccess.ReadWrite, ct);
        return folder;
    }

    private Task<int> ReadAsync(IMailFolder folder, DateTimeOffset now, CancellationToken ct) =>
        BounceLock.RunAsync(database, connection => ReadAsync(connection, folder, now, ct), ct);

    private async Task<int> ReadAsync(NpgsqlConnection connection, IMailFolder folder, DateTimeOffset now, CancellationToken ct)
    {
        var unseen = await folder.SearchAsync(SearchQuery.NotSeen, ct);
        var bounces = 0;
        foreach (var mail in unseen)
        {
            var isBounce = await ReadOneAsync(connection, folder, mail, now, ct);
            await folder.AddFlagsAsync(mail, isBounce ? MessageFlags.Seen : MessageFlags.Seen | MessageFlags.Flagged, silent: true, ct);
            bounces += isBounce ? 1 : 0;
        }
        if (unseen.Count > 0)
        {
            LogRead(logger, bounces, unseen.Count - bounces);
        }
        return bounces;
    }

    private async Task<bool> ReadOneAsync(
        NpgsqlConnection connection,
        IMailFolder folder,
        UniqueId mail,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        try
        {
            await using var content = await folder.GetStreamAsync(mail, 0, BounceReader.MostBytes, ct);
            return (await BounceReader.ReadAsync(connection, content, null, now, ct)).IsBounce;
        }
        catch (Exception problem) when (BounceLock.IsAboutOneMail(problem) && folder.IsOpen)
        {
            LogUnreadable(logger, mail.Id, problem.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Information, "Bounces: {Bounces} read in the mailbox, {Others} other mails flagged")]
    private static partial void LogRead(ILogger logger, int bounces, int others);

    [LoggerMessage(LogLevel.Warning, "Bounces: mail {Uid} of the mailbox could not be read and is flagged ({Problem})")]
    private static partial void LogUnreadable(ILogger logger, uint uid, string problem);
}
