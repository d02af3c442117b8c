using System.Collections.Concurrent;
using Survey.Db.Announcements;
using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Db.Relationships;
using Survey.Db.Waves;
using Survey.Db.Zones;

namespace Survey.Db.Responses;

/// <param name="TimeZone">IANA name, of the person.</param>
/// <param name="MinimumGroup">The smallest k of the relationships.</param>
/// <param name="MinimumGroupReason">Why k is under 5; null: k is not.</param>
/// <param name="Receipt">Of a submission that is stored completely; null: none is.</param>
public sealed record InvitationForm(
    Guid InvitationId,
    long WaveId,
    long PersonId,
    string PersonName,
    string Language,
    string TimeZone,
    LocalizedText Organisation,
    WaveState WaveState,
    DateTimeOffset ClosesAt,
    int MinimumGroup,
    string? MinimumGroupReason,
    Guid? Receipt,
    IReadOnlyList<AskedRelationship> Relationships
)
{
    /// <summary>The person's last active day, in the person's time zone; null: none.</summary>
    public DateOnly? ActiveTo { get; init; }

    public bool IsAnswered => Receipt is not null;

    public int Minutes(Language language) => AnsweringTime.Minutes(language, Relationships.Select(asked => asked.Seconds(language)));

    public bool IsOpen(DateTimeOffset now) => WaveState == WaveState.Open && now < ClosesAt && !(ActiveTo < LocalTime.DayOf(now, TimeZone));
}

/// <param name="MinimumComments">Writers needed before comments are shown; null: text questions are left out.</param>
/// <param name="Since">The day since which contact and time lost are asked about (rule D10). Null: not recorded.</param>
/// <param name="Questionnaire">The version with which the wave was opened.</param>
public sealed record AskedRelationship(
    long RelationshipId,
    long ReportingGroupId,
    string Code,
    RelationshipKind Kind,
    int MinimumGroup,
    int? MinimumComments,
    LocalizedText Provider,
    LocalizedText Customer,
    DateOnly? Since,
    Questionnaire Questionnaire
)
{
    private readonly ConcurrentDictionary<string, double> _seconds = [];

    /// <summary>What the provider changed; null: the wave carries nothing of this relationship.</summary>
    public Announced? Announced { get; init; }

    public bool AsksComments => MinimumComments is not null;

    public bool IsOwnTeam => Kind == RelationshipKind.WithinTeam;

    /// <summary>See <see cref="AnsweringTime"/>. Copies share what is computed.</summary>
    public double Seconds(Language language) =>
        _seconds.GetOrAdd(
            language.Code,
            static (_, asked) => AnsweringTime.Seconds(asked.Questionnaire, asked.language),
            (Questionnaire, language)
        );
}
