using Survey.Db.Messages;

namespace Survey.Api.Programme.MailCheck;

/// <summary>The newest mails that the reader asked for; null: none for a day.</summary>
public sealed record MailCheckView
{
    public required TestMail? Check { get; init; }
    public required TestMail? Return { get; init; }
    public required DateTimeOffset Now { get; init; }

    /// <summary>The organisation's.</summary>
    public required string TimeZone { get; init; }

    /// <summary>What has not come by then is not expected any more.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public bool IsUnderWay => IsYoung(Check) && Check!.Outcome is null || IsYoung(Return) && Return!.Outcome is null;

    public bool IsReturning => IsYoung(Return) && Return is { Outcome: TestMailOutcome.Accepted, ReturnedAt: null };

    /// <summary>Null: under way. A mail of which nothing is heard may or may not have left.</summary>
    public TestMailOutcome? OutcomeOf(TestMail mail) => mail.Outcome ?? (IsYoung(mail) ? null : TestMailOutcome.Unknown);

    private bool IsYoung(TestMail? mail) => mail is not null && Now - mail.AskedAt < Patience;
}
