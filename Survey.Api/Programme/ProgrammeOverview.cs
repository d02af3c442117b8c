using Survey.Db.Announcements;
using Survey.Db.Programme;

namespace Survey.Api.Programme;

public sealed record ProgrammeOverview
{
    public required IReadOnlyList<StateCount> Waves { get; init; }
    public required IReadOnlyList<NextWave> Next { get; init; }
    public required MailWaiting Waiting { get; init; }
    public required int Undelivered { get; init; }
    public required int UnitsWithoutLead { get; init; }
    public required int OverdueLooks { get; init; }

    /// <summary>What leads wrote to customers and HR has not released.</summary>
    public required IReadOnlyList<DraftedAnnouncement> Drafts { get; init; }

    public required ProgrammeProblems Problems { get; init; }
    public required DateTimeOffset Now { get; init; }
}
