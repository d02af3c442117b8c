using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Survey.Db;
using Survey.Scheduler.Mail;

namespace Survey.Scheduler.Bounces;

/// <summary>
/// Reads the mails that a mail server puts into Mail:BounceMaildir. Each is moved from new/ to cur/ once it is dealt with, and none is ever
/// deleted: a bounce as read, everything else as unread, for somebody to look at.
/// </summary>
internal sealed partial class BounceMaildir(IOptions<MailOptions> options, Database database, ILogger<BounceMaildir> logger)
{
    /// <returns>How many bounces there were.</returns>
    public async Task<int> ReadNewAsync(DateTimeOffset now, CancellationToken ct)
    {
        if (options.Value.BounceMaildir is not { Length: > 0 } folder || Directory.GetFiles(Path.Combine(folder, "new")) is not { Length: > 0 } files)
        {
            return 0;
        }
        var bounces = 0;
        await using var connection = await database.OpenAsync(ct);
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            try
            {
                bounces += await ReadAsync(file) ? 1 : 0;
            }
            catch (FileNotFoundException)
            {
                // Another scheduler has dealt with it.
            }
        }
        LogRead(logger, bounces, files.Length - bounces);
        return bounces;

        async Task<bool> ReadAsync(string file)
        {
            bool isBounce;
            await using (var mail = File.OpenRead(file))
            {
                isBounce = await BounceReader.ReadAsync(connection, mail, null, now, ct) is not { Bounce: "none" };
            }
            Keep(file, Path.Combine(folder, "cur"), isBounce ? "S" : "");
            return isBounce;
        }
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
                // Another mail has that name: both are kept.
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "Bounces: {Bounces} read, {Others} other mails left unread")]
    private static partial void LogRead(ILogger logger, int bounces, int others);
}
