using Survey.Db.Languages;
using Survey.Db.Letters;
using Survey.Db.Questionnaires;
using Survey.Reports.Letters;

namespace Survey.Tests.Reports.Letters;

internal static class SampleLetters
{
    public const string Token = "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE";

    public static readonly DateOnly Since = new(2025, 11, 1);

    public static OwnLetters Own(string? subject, string? introduction) =>
        SurveyLetterKinds.All.Aggregate(OwnLetters.None, (letters, kind) => letters.With(kind, new OwnWords(subject, introduction)));

    public static SurveyLetter Long(string language, SurveyLetterKind kind = SurveyLetterKind.Invitation) =>
        new()
        {
            Minutes = 3,
            Language = Language.Of(language),
            Kind = kind,
            PersonName = "Maria-Magdalena Wilhelmiina Żółć-Mäkäräinen-Brzęczyszczykowska",
            Organisation = "Nordisk Handelskompani & Partnerit Oy",
            ClosesAt = new DateTimeOffset(2026, 3, 9, 9, 0, 0, TimeSpan.FromHours(2)),
            Relationships =
            [
                new(
                    "IT-ALL",
                    false,
                    "Informaatioteknologia-, tietohallinto- ja laitehuoltopalvelut",
                    "Getting a laptop or another device repaired or replaced",
                    "How well does getting a device repaired or replaced work for you, all in all?",
                    RatingScale.Satisfaction,
                    Since
                ),
                new(
                    "HR-ALL",
                    false,
                    "Henkilöstöhallinto",
                    "Benefits and leave",
                    "How well does it work for you, all in all?",
                    RatingScale.Quality,
                    Since
                ),
                new(
                    "OWN-TEAM",
                    true,
                    "Asiakaspalvelukeskus Itä-Suomi ja Pohjois-Karjala, puhelintiimi",
                    "Working together",
                    "How well does working together go, all in all?",
                    RatingScale.Satisfaction,
                    Since
                ),
            ],
            RespondLink = $"https://survey.example.org/r/{Token}",
            OptOutLink = $"https://survey.example.org/u/{Token}",
            PrivacyLink = "https://survey.example.org/privacy",
        };
}
