using Survey.Db.Messages;
using Survey.Db.People;
using Survey.Db.Programme;

namespace Survey.Api.Programme;

public sealed record MessagesView
{
    public required IReadOnlyList<UndeliveredMail> Mails { get; init; }
    public required IReadOnlyList<FailedCount> Reasons { get; init; }
    public required IReadOnlyList<UnreachablePerson> Unreachable { get; init; }
    public required IReadOnlyList<RefusingDomain> Refusing { get; init; }

    /// <summary>Lower bound of the number; 0: too few to be told.</summary>
    public required int Complaints { get; init; }

    /// <summary>One of <see cref="MessagesPage.Actions"/>, just done; null: none.</summary>
    public required string? Done { get; init; }
}
