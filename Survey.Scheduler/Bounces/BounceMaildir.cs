using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Survey.Db;
using Survey.Scheduler.Mail;

namespace Survey.Scheduler.Bounces;

/// <summary>Moves bounces to cur/ as read, other mails as unread so that somebody looks at them, and deletes none.</summary>
internal sealed partial class BounceMaildir(IOptions<MailOptions> options, Database database, ILogger<BounceMaildir> logger)
{
    public async Task<int> ReadNewAsync(DateTimeOffset now, CancellationToken ct)
    {
        if (options.Value.BounceMaildir is not { Length: > 0 } folder || Waiting(folder) is not { Length: > 0 })
        {
            return 0;
        }
        return await BounceLock.RunAsync(database, connection => ReadAllAsync(connection, folder, now, ct), ct);
    }

    private static string[] Waiting(string folder) => Directory.GetFileSystemEntries(Path.Combine(folder, "new"));

    private async Task<int> ReadAllAsync(NpgsqlConnection connection, string folder, DateTimeOffset now, CancellationToken ct)
    {
        var (bounces, others) = (0, 0);
        foreach (var file in Waiting(folder).Order(StringComparer.Ordinal))
        {
            try
            {
                var isBounce = await ReadAsync(connection, file, now, ct);
                Keep(file, Path.Combine(folder, "cur"), isBounce ? "S" : "");
                _ = isBounce ? bounces++ : others++;
            }
            catch (Exception problem) when (BounceLock.IsAboutOneMail(problem))
            {
                if (problem is not FileNotFoundException || new FileInfo(file).LinkTarget is not null)
                {
                    LogUnreadable(logger, Path.GetFileName(file), problem.GetType().Name);
                }
            }
        }
        if (bounces + others > 0)
        {
            LogRead(logger, bounces, others);
        }
        return bounces;
    }

    private static async Task<bool> ReadAsync(NpgsqlConnection connection, string file, DateTimeOffset now, CancellationToken ct)
    {
        await using var mail = File.OpenRead(file);
        return (await BounceReader.ReadAsync(connection, mail, null, now, ct)).IsBounce;
    }

    private static void Keep(string file, string folder, string flags)
    {
        var name = Path.GetFileName(file);
        for (var number = 0; ; number++)
        {
            try
            {
                File.Move(file, Path.Combine(folder, $"{name}{(number == 0 ? "" : $".{number}")}:2,{flags}"), overwrite: false);
                return;
            }
            catch (IOException) when (File.Exists(file) && number < 100)
            {
                // Another mail has that name: keep both.
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "Bounces: {Bounces} read, {Others} other mails left unread")]
    private static partial void LogRead(ILogger logger, int bounces, int others);

    [LoggerMessage(LogLevel.Warning, "Bounces: {File} in the maildir could not be read and is left there ({Problem})")]
    private static partial void LogUnreadable(ILogger logger, string file, string problem);
}
