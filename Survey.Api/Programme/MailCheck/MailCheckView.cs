using Survey.Db.Messages;

namespace Survey.Api.Programme.MailCheck;

/// <summary>The newest mails that the reader asked for; null: none for a day.</summary>
public sealed record MailCheckView
{
    public required TestMail? Check { get; init; }
    public required TestMail? Return { get; init; }
    public required DateTimeOffset Now { get; init; }

    /// <summary>The scheduler has not tried yet.</summary>
    public bool IsUnderWay => Check is { Outcome: null } || Return is { Outcome: null };

    /// <summary>The mail to the return address has been on its way for less than two minutes.</summary>
    public bool IsReturning =>
        Return is { Outcome: TestMailOutcome.Accepted, ReturnedAt: null } sent && Now - sent.AskedAt < TimeSpan.FromMinutes(2);
}
