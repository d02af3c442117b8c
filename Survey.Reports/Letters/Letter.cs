using Survey.Db.Announcements;
using Survey.Db.Languages;
using Survey.Db.Letters;
using Survey.Db.Messages;
using Survey.Db.Questionnaires;
using Survey.Db.Relationships;
using Survey.Db.Zones;

namespace Survey.Reports.Letters;

/// <summary>A mail in both forms; Html is a whole document.</summary>
public sealed record Letter(string Subject, string Text, string Html);

public sealed record SurveyLetter
{
    public required Language Language { get; init; }
    public required SurveyLetterKind Kind { get; init; }
    public required string PersonName { get; init; }
    public required string Organisation { get; init; }

    public required int Minutes { get; init; }

    /// <summary>In the reader's time zone.</summary>
    public required DateTimeOffset ClosesAt { get; init; }

    /// <summary>In the order in which they are asked; at least one.</summary>
    public required IReadOnlyList<LetterRelationship> Relationships { get; init; }
    public required string RespondLink { get; init; }
    public required string OptOutLink { get; init; }
    public required string PrivacyLink { get; init; }

    /// <summary>HR's own words. Words that break a rule are ignored.</summary>
    public OwnLetters Own { get; init; } = OwnLetters.None;

    /// <summary>A reminder without own words says that it is one and repeats the invitation's subject.</summary>
    public string Subject => OwnSubject(Kind) ?? Following(OwnSubject(SurveyLetterKind.Invitation) ?? BuiltInSubject);

    /// <summary>Who asks, and in reminders why again: one paragraph or more.</summary>
    public IReadOnlyList<string> Introduction =>
        (OwnIntroduction ?? BuiltInIntroduction).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Reminders repeat neither this nor <see cref="Better"/>.</summary>
    public IReadOnlyList<LetterRelationship> Announcing =>
        Kind == SurveyLetterKind.Invitation ? [.. Relationships.Where(asked => asked.Announced is not null)] : [];

    public IReadOnlyList<LetterRelationship> Better =>
        Kind == SurveyLetterKind.Invitation ? [.. Relationships.Where(asked => asked.Better.Count > 0)] : [];

    public string Why => WhyAsked.Text(Language, [.. Relationships.Select(asked => asked.IsWithinTeam)]);

    public string Duration => Language.Count("letters.duration", Minutes);

    public string Until => Language.Format("letters.until", Closing.Until);

    public ClosingMoment Closing => new(ClosesAt, Language);

    /// <summary>The form with an overall rating chosen. The rating stands behind "#", so no server sees it (rule A11).</summary>
    public string RatingLink(LetterRelationship relationship, int rating) => $"{RespondLink}#{relationship.Code}.overall={rating}";

    public string Asked(LetterRelationship relationship) =>
        Language.Format("letters.serviceSince", relationship.Service, Language.Since(relationship.Since, ClosesAt.Year));

    public string PlainText => LetterText.Of(this);

    internal string Following(string invitation) =>
        Kind switch
        {
            SurveyLetterKind.Reminder => Language.Format("letters.subject.reminder", invitation),
            SurveyLetterKind.LastDay => Language.Format("letters.subject.lastDay", invitation),
            _ => invitation,
        };

    internal string BuiltInSubject => Language.Count("letters.subject", Relationships.Count, Relationships[0].Label(Language));

    private string? OwnIntroduction =>
        Own.Of(Kind).Introduction is { } words && !OwnWordsRules.OfIntroduction(words).Any() ? Placeholders.Fill(words, Value) : null;

    internal string BuiltInIntroduction =>
        Kind switch
        {
            SurveyLetterKind.Reminder => Language.Format("letters.asksAgain", Organisation),
            SurveyLetterKind.LastDay => Language.Format("letters.asksLast", Organisation),
            _ => Language.Format("letters.asks", Organisation),
        };

    private string? OwnSubject(SurveyLetterKind kind) =>
        Own.Of(kind).Subject is { } words && !OwnWordsRules.OfSubject(words).Any() ? Placeholders.Fill(words, Value) : null;

    public string Value(string placeholder) =>
        placeholder switch
        {
            "organisation" => Organisation,
            "services" => string.Join(", ", Relationships.Select(asked => asked.Label(Language)).Distinct()),
            "closing_day" => Closing.Day,
            "closing_time" => Closing.Time,
            "name" => PersonName,
            _ => throw new ArgumentOutOfRangeException(nameof(placeholder), placeholder, "No such placeholder."),
        };
}

/// <summary>Provider: name of the unit that serves; within a team, of the team.</summary>
/// <param name="Scale">Of the question.</param>
/// <param name="Since">The day since which contact and work time lost are asked about (rule D10).</param>
public sealed record LetterRelationship(
    string Code,
    bool IsWithinTeam,
    string Provider,
    string Service,
    string Question,
    RatingScale Scale,
    DateOnly Since
)
{
    /// <summary>Code of the kind of service, for the letter that HR sends to itself.</summary>
    public string Journey { get; private init; } = "";

    /// <summary>What the provider changed: in invitations only. Null: nothing is told.</summary>
    public AnnouncedText? Announced { get; init; }

    /// <summary>Names of what clearly got better: in invitations only. Empty: nothing is told.</summary>
    public IReadOnlyList<string> Better { get; init; } = [];

    public static LetterRelationship Of(MessageRelationship asked, Language language)
    {
        var overall = asked.Questionnaire.Overall;
        return new(
            asked.Code,
            asked.Kind == RelationshipKind.WithinTeam,
            asked.Provider.In(language.Code),
            asked.Questionnaire.Name.In(language.Code),
            overall.Text.In(language.Code),
            overall.Scale,
            asked.Since
        )
        {
            Journey = asked.Questionnaire.Code,
            Announced = asked.Announced?.In(language.Code),
            Better = ImprovedItems.Names(asked.Questionnaire, asked.Improved, language),
        };
    }

    public string Label(Language language) => language.ServiceLabel(IsWithinTeam, Provider);
}

/// <param name="PersonName">Null: the address is no person's.</param>
/// <param name="Role">hr, admin or lead.</param>
/// <param name="Unit">Of a lead; null: another role.</param>
public sealed record AccessLetter(
    Language Language,
    string? PersonName,
    string Address,
    string Role,
    string? Unit,
    string GivenBy,
    string Link
)
{
    public string Given =>
        Language.Format(
            "letters.access.given",
            GivenBy,
            Unit is null ? Language[$"access.role.{Role}"] : Language.Format("access.roleIn", Language[$"access.role.{Role}"], Unit)
        );

    public string May => Language.Format($"letters.access.may.{Role}", Unit);

    public string How => Language.Format("letters.access.how", Address);
}

/// <summary>Minutes: how long the link works.</summary>
public sealed record SignInLetter(Language Language, string Link, int Minutes);
