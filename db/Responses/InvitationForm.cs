using Survey.Db.Languages;
using Survey.Db.Pulses;
using Survey.Db.Questionnaires;

namespace Survey.Db.Responses;

/// <summary>What one invitation asks, and whether it can still be answered.</summary>
/// <param name="TimeZone">IANA name, of the person.</param>
/// <param name="Organisation">Name of the root unit.</param>
/// <param name="WaveState">As in the table wave.</param>
/// <param name="MinimumGroup">The smallest k of the relationships asked about.</param>
/// <param name="MinimumGroupReason">Why k is under 5; null: it is not.</param>
/// <param name="Receipt">Of the submission that is stored, with all that came with it; null: there is none.</param>
public sealed record InvitationForm(
    Guid InvitationId,
    long WaveId,
    long PersonId,
    string PersonName,
    string Language,
    string TimeZone,
    LocalizedText Organisation,
    string WaveState,
    DateTimeOffset ClosesAt,
    int MinimumGroup,
    string? MinimumGroupReason,
    Guid? Receipt,
    IReadOnlyList<AskedRelationship> Relationships
)
{
    /// <summary>The person's last day in the organisation, where the person is; null: none is known.</summary>
    public DateOnly? ActiveTo { get; init; }

    public bool IsAnswered => Receipt is not null;

    public bool IsOpen(DateTimeOffset now) => WaveState == "open" && now < ClosesAt && !(ActiveTo < LocalTime.DayOf(now, TimeZone));
}

/// <summary>One relationship of an invitation.</summary>
/// <param name="Kind">As in the table relationship.</param>
/// <param name="AsksComments">False: the questionnaire's texts are left out.</param>
/// <param name="Questionnaire">The version with which the wave was opened.</param>
public sealed record AskedRelationship(
    long RelationshipId,
    long ReportingGroupId,
    string Code,
    string Kind,
    int MinimumGroup,
    bool AsksComments,
    LocalizedText Provider,
    LocalizedText Customer,
    Questionnaire Questionnaire
);
