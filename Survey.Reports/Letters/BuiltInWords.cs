using Survey.Db.Languages;
using Survey.Db.Letters;
using Survey.Db.Questionnaires;

namespace Survey.Reports.Letters;

/// <summary>The texts of a letter without own words, with placeholders where there are values.</summary>
/// <param name="Subjects">For one relationship and for several; a single one if the invitation has its own subject.</param>
public sealed record BuiltInWords(IReadOnlyList<string> Subjects, string Introduction)
{
    private const int Several = 3;

    /// <summary>Reminders repeat the subject of the invitation's own words.</summary>
    public static BuiltInWords Of(SurveyLetterKind kind, string language, OwnWords invitation)
    {
        var letter = Blank(kind, Language.Of(language));
        var several = letter with { Relationships = [.. Enumerable.Repeat(letter.Relationships[0], Several)] };
        var own =
            kind == SurveyLetterKind.Invitation || invitation.Subject is not { } subject || OwnWordsRules.OfSubject(subject).Any()
                ? null
                : subject;
        string[] subjects = own is null ? [letter.BuiltInSubject, several.BuiltInSubject] : [own];
        return new BuiltInWords([.. subjects.Select(letter.Following)], letter.BuiltInIntroduction);
    }

    private static SurveyLetter Blank(SurveyLetterKind kind, Language language) =>
        new()
        {
            Kind = kind,
            Language = language,
            PersonName = "{name}",
            Organisation = "{organisation}",
            Minutes = 1,
            ClosesAt = DateTimeOffset.UnixEpoch,
            Relationships = [new LetterRelationship("", false, "{services}", "", "", RatingScale.Quality, default)],
            RespondLink = "",
            OptOutLink = "",
            PrivacyLink = "",
        };
}
