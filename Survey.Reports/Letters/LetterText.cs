using System.Text;
using Survey.Db.Languages;
using Survey.Db.Questionnaires;

namespace Survey.Reports.Letters;

/// <summary>The plain-text form says all that the HTML form says.</summary>
internal static class LetterText
{
    public static string Of(SurveyLetter letter)
    {
        var language = letter.Language;
        var text = new StringBuilder();
        Paragraph(text, language.Format("letters.greeting", letter.PersonName));
        foreach (var words in letter.Introduction)
        {
            Paragraph(text, words);
        }
        Paragraph(text, language["letters.about"]);
        foreach (var relationship in letter.Relationships)
        {
            Paragraph(text, $"* {relationship.Label(language)}\n  {letter.Asked(relationship)}");
        }
        Paragraph(text, $"{letter.Duration} {letter.Until}");
        Paragraph(text, $"{language["letters.button"]}:\n{letter.RespondLink}");
        News(text, letter);
        Paragraph(text, language["letters.confidential"]);
        Paragraph(text, letter.Why);
        Ratings(text, letter);
        Paragraph(text, "--");
        Paragraph(text, language["letters.personal"]);
        Paragraph(text, $"{language["letters.privacy"]}:\n{letter.PrivacyLink}");
        text.Append(language["letters.optOut"]).Append(":\n").Append(letter.OptOutLink).Append('\n');
        return text.ToString();
    }

    public static string Of(RecognitionLetter letter)
    {
        var text = new StringBuilder();
        Paragraph(text, letter.Greeting);
        Paragraph(text, letter.Introduction);
        if (letter.Figure is not null)
        {
            Paragraph(text, letter.Figure);
        }
        foreach (var thanks in letter.Thanks)
        {
            Paragraph(text, $"> {thanks.ReplaceLineEndings("\n> ")}");
        }
        if (letter.Thanks.Count > 0)
        {
            Paragraph(text, letter.Language["passOn.mail.noNames"]);
        }
        Paragraph(text, "--");
        text.Append(letter.Language["passOn.mail.why"]).Append('\n');
        return text.ToString();
    }

    public static string Of(SignInLetter letter)
    {
        var language = letter.Language;
        var text = new StringBuilder();
        Paragraph(text, language["letters.signIn.intro"]);
        Paragraph(text, $"{language["letters.signIn.button"]}:\n{letter.Link}");
        Paragraph(text, $"{Validity(letter)} {language["letters.signIn.browser"]}");
        text.Append(language["letters.signIn.ignore"]).Append('\n');
        return text.ToString();
    }

    public static string Of(AccessLetter letter)
    {
        var language = letter.Language;
        var text = new StringBuilder();
        if (letter.PersonName is not null)
        {
            Paragraph(text, language.Format("letters.greeting", letter.PersonName));
        }
        Paragraph(text, letter.Given);
        Paragraph(text, letter.May);
        Paragraph(text, letter.How);
        text.Append(language["letters.signIn.button"]).Append(":\n").Append(letter.Link).Append('\n');
        return text.ToString();
    }

    public static string Validity(SignInLetter letter) => letter.Language.Count("letters.signIn.validity", letter.Minutes);

    private static void News(StringBuilder text, SurveyLetter letter)
    {
        var language = letter.Language;
        if (letter.Announcing.Count > 0)
        {
            Paragraph(text, language["told.title"]);
        }
        foreach (var relationship in letter.Announcing)
        {
            Paragraph(text, $"* {relationship.Label(language)}\n  {relationship.Announced!.Text}");
        }
        if (letter.Better.Count > 0)
        {
            Paragraph(text, language["respond.stored.better"]);
        }
        foreach (var relationship in letter.Better)
        {
            Paragraph(text, $"* {relationship.Label(language)}\n  {string.Join(", ", relationship.Better)}");
        }
    }

    private static void Ratings(StringBuilder text, SurveyLetter letter)
    {
        var language = letter.Language;
        Paragraph(text, $"{language["letters.orRate"]}. {language["letters.orRateNote"]}");
        foreach (var relationship in letter.Relationships)
        {
            var links = Enumerable
                .Range(1, 5)
                .Select(rating => $"{rating} {language.Point(relationship.Scale, rating)}\n{letter.RatingLink(relationship, rating)}");
            Paragraph(text, $"{relationship.Label(language)} – {relationship.Question}\n{string.Join('\n', links)}");
        }
    }

    private static void Paragraph(StringBuilder text, string words) => text.Append(words).Append("\n\n");
}
