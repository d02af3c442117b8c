using Microsoft.Extensions.Logging;
using Survey.Db.Messages;
using Survey.Scheduler.Mail;

namespace Survey.Scheduler.Messages;

/// <summary>A claimed mail whose turn comes next.</summary>
/// <param name="ClaimedAt">The timestamp at which the lease began, or a little before.</param>
/// <param name="Mail">Null: it is not sent now, and <paramref name="Mark"/> says what becomes of it.</param>
internal sealed record ReadyMail(ClaimedMessage Message, long ClaimedAt, OutgoingMail? Mail, MessageMark? Mark);

/// <summary>Writes the letters of what is claimed, one at a time for each who asks.</summary>
internal sealed partial class LettersAhead(ClaimAhead claims, MailComposer composer, DateTimeOffset now, ILogger log)
{
    /// <returns>Null: nothing is left to do, or no more is to be begun.</returns>
    public async Task<ReadyMail?> NextAsync(CancellationToken ct)
    {
        try
        {
            return await claims.NextAsync(ct) is not var (message, at) ? null
                : Outcome.PutOff(message, now) is { } putOff ? new ReadyMail(message, at, null, putOff)
                : await WriteAsync(message, at);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<ReadyMail> WriteAsync(ClaimedMessage message, long claimedAt)
    {
        try
        {
            return new ReadyMail(message, claimedAt, await composer.ComposeAsync(message, now), null);
        }
        catch (Exception problem)
        {
            // One letter that can't be written must not hold up the others.
            LogNotWritten(log, message.Id, problem);
            return new ReadyMail(message, claimedAt, null, new MessageMark(message.Id, "failed", IsAttempt: true, "The letter could not be written."));
        }
    }

    [LoggerMessage(LogLevel.Error, "The letter of mail {Message} could not be written")]
    private static partial void LogNotWritten(ILogger log, Guid message, Exception problem);
}
