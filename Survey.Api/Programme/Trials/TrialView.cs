using Survey.Api.Pairs;
using Survey.Db.Pulses;
using Survey.Db.Results;
using Survey.Reports.Contents;
using Survey.Reports.Trials;

namespace Survey.Api.Programme.Trials;

public sealed record TrialView
{
    public required IReadOnlyList<Pulse> Pulses { get; init; }
    public required Pulse Pulse { get; init; }

    /// <summary>Null: no service has a figure.</summary>
    public required ChosenMatrix? Matrix { get; init; }

    /// <summary>With a figure; null: there is none.</summary>
    public required ReportedRelationship? Example { get; init; }

    public required IReadOnlyList<UnseenService> Unseen { get; init; }

    /// <summary>There is no service of which a report could be made.</summary>
    public required bool IsEmpty { get; init; }
}

public sealed record TrialServiceView(RelationshipReport Report, string? Pulse);
