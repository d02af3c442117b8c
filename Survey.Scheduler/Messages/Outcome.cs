using Survey.Db.Messages;
using Survey.Scheduler.Mail;

namespace Survey.Scheduler.Messages;

internal static class Outcome
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LastRetry = TimeSpan.FromHours(4);

    /// <summary>After an unknown outcome each further attempt may send the mail twice.</summary>
    private const int MaxUnknown = 2;

    /// <summary>RFC 3463: the connection was lost.</summary>
    private const string ConnectionLost = "4.4.2";

    /// <summary>Spreads the retries of mails that were deferred together.</summary>
    private const double Jitter = 0.25;

    /// <summary>Short, because somebody waits for a sign-in.</summary>
    private static readonly TimeSpan FirstRetryOfSignIn = TimeSpan.FromSeconds(30);

    /// <returns>Null: nothing was tried; the mail stays as it was.</returns>
    public static MessageMark? Mark(ClaimedMessage message, Delivery delivery, DateTimeOffset now) =>
        delivery switch
        {
            Accepted => MessageMark.Sent(message.Id, now),
            Refused refused => new MessageMark(message.Id, MessageState.Failed, IsAttempt: true, refused.Reason, refused.StatusCode),
            Deferred deferred => Later(message, deferred.Reason, deferred.StatusCode, now),
            Unknown unknown when message.UnknownOutcomes + 1 >= MaxUnknown => new MessageMark(
                message.Id,
                MessageState.Failed,
                IsAttempt: true,
                unknown.Reason,
                ConnectionLost,
                IsOutcomeUnknown: true
            ),
            Unknown unknown => Later(message, unknown.Reason, ConnectionLost, now) with { IsOutcomeUnknown = true },
            _ => null,
        };

    /// <returns>A mark that delays the mail to the recipient's next allowed hour; null: the mail may leave now.</returns>
    public static MessageMark? PutOff(ClaimedMessage message, DateTimeOffset now) =>
        Allowed(message, now) is var next && next > now
            ? new MessageMark(
                message.Id,
                message.Attempts == 0 ? MessageState.Queued : MessageState.Deferred,
                IsAttempt: false,
                NotBefore: next
            )
            : null;

    /// <summary>Delays the mail: longer with each attempt, and until the recipient's next allowed hour.</summary>
    public static MessageMark Later(ClaimedMessage message, string reason, string? code, DateTimeOffset now)
    {
        var first = message.SignInId is null ? FirstRetry : FirstRetryOfSignIn;
        var wait =
            TimeSpan.FromTicks(Math.Min(first.Ticks << Math.Min(message.Attempts, 10), LastRetry.Ticks))
            * (1 + (Random.Shared.NextDouble() * Jitter));
        var next = Allowed(message, now + wait);
        return next < message.GiveUpAt
            ? new MessageMark(message.Id, MessageState.Deferred, IsAttempt: true, reason, code, NotBefore: next)
            : new MessageMark(message.Id, MessageState.Failed, IsAttempt: true, $"Given up. {reason}", code);
    }

    private static DateTimeOffset Allowed(ClaimedMessage message, DateTimeOffset instant) =>
        message.SignInId is null && message.TimeZone is { } zone
            ? SendWindow.Next(instant, zone, message.SendHours, message.SendDays, message.Holidays)
            : instant;
}
