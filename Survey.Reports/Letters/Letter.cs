using Survey.Db.Languages;

namespace Survey.Reports.Letters;

/// <summary>What a mail says, in both forms.</summary>
/// <param name="Html">A whole document.</param>
public sealed record Letter(string Subject, string Text, string Html);

public enum SurveyLetterKind
{
    Invitation,
    Reminder,

    /// <summary>A reminder within the last 24 hours.</summary>
    LastDay,
}

/// <summary>What the mail of an invitation or of a reminder says.</summary>
public sealed record SurveyLetter
{
    public required Language Language { get; init; }
    public required SurveyLetterKind Kind { get; init; }
    public required string PersonName { get; init; }
    public required string Organisation { get; init; }

    /// <summary>How long answering takes, in minutes.</summary>
    public required int Minutes { get; init; }

    /// <summary>When the survey closes, at the reader's place.</summary>
    public required DateTimeOffset ClosesAt { get; init; }

    /// <summary>In the order in which they are asked; at least one.</summary>
    public required IReadOnlyList<LetterRelationship> Relationships { get; init; }
    public required string RespondLink { get; init; }
    public required string OptOutLink { get; init; }
    public required string PrivacyLink { get; init; }

    public string Subject
    {
        get
        {
            var subject = Language.Count("letters.subject", Relationships.Count, Relationships[0].Label(Language));
            return Kind switch
            {
                SurveyLetterKind.Reminder => Language.Format("letters.subject.reminder", subject),
                SurveyLetterKind.LastDay => Language.Format("letters.subject.lastDay", subject),
                _ => subject,
            };
        }
    }

    /// <summary>Who asks, and why again.</summary>
    public string Intro => Kind switch
    {
        SurveyLetterKind.Reminder => Language.Format("letters.asksAgain", Organisation),
        SurveyLetterKind.LastDay => Language.Format("letters.asksLast", Organisation),
        _ => Language.Format("letters.asks", Organisation),
    };

    /// <summary>Why this person is asked.</summary>
    public string Why => Language.Count("letters.why", Relationships.Count);

    /// <summary>How long it takes.</summary>
    public string Duration => Language.Count("letters.duration", Minutes);

    /// <summary>Until when one can answer.</summary>
    public string Until => Language.Format("letters.until", ClosingDay, ClosesAt.ToString(Language["letters.time"], Language.Culture));

    public string ClosingDay => Language.Day(DateOnly.FromDateTime(ClosesAt.DateTime));

    /// <summary>The form with an overall rating chosen. The rating stands behind "#", which no server sees (rule A11).</summary>
    public string RatingLink(LetterRelationship relationship, int rating) => $"{RespondLink}#{relationship.Code}.overall={rating}";
}

/// <param name="Provider">Name of the unit that serves; for working together, of the team.</param>
/// <param name="Service">Name of the service.</param>
/// <param name="Question">The overall question.</param>
public sealed record LetterRelationship(string Code, bool IsWithinTeam, string Provider, string Service, string Question)
{
    public string Label(Language language) => IsWithinTeam ? language.Format("letters.within", Provider) : Provider;
}

/// <summary>What the mail of a sign-in says.</summary>
/// <param name="Minutes">How long the link works from now on.</param>
public sealed record SignInLetter(Language Language, string Link, int Minutes);
