using Survey.Db.Messages;
using Survey.Db.Programme;

namespace Survey.Api.Programme.Waves;

public sealed record ResendView
{
    public required RecordedWave Wave { get; init; }

    /// <summary>One of <see cref="MailReason.All"/>.</summary>
    public required string Reason { get; init; }

    /// <summary>How many can be sent again.</summary>
    public required int Mails { get; init; }
}
