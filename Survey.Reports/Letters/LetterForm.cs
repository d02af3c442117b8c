using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace Survey.Reports.Letters;

/// <summary>A rendered letter with gaps for what differs from person to person.</summary>
internal sealed class LetterForm(Letter blank)
{
    // Letters and digits only, so that encoders leave them alone; random, so that nobody's words contain them.
    private static readonly string Name = $"name{Guid.NewGuid():n}";
    private static readonly string RespondLink = $"respond{Guid.NewGuid():n}";
    private static readonly string OptOutLink = $"leave{Guid.NewGuid():n}";

    private readonly string[] _subject = Cut(blank.Subject);
    private readonly string[] _text = Cut(blank.Text);
    private readonly string[] _html = Cut(blank.Html);

    public static SurveyLetter Blank(SurveyLetter letter) =>
        letter with
        {
            PersonName = Name,
            RespondLink = RespondLink,
            OptOutLink = OptOutLink,
        };

    /// <summary>Equal for letters that differ only in what the gaps hold.</summary>
    public static string Key(SurveyLetter letter)
    {
        var key = new StringBuilder($"{letter.Language.Code}\n{letter.Kind}\n{letter.Minutes}\n{letter.ClosesAt:O}\n");
        key.Append(letter.Organisation).Append('\n').Append(letter.PrivacyLink);
        foreach (var asked in letter.Relationships)
        {
            key.Append('\n').AppendJoin('\n', asked.Code, asked.IsWithinTeam, asked.Provider, asked.Service, asked.Question);
            key.Append(CultureInfo.InvariantCulture, $"\n{asked.Scale}\n{asked.Since:O}");
            key.Append(CultureInfo.InvariantCulture, $"\n{asked.Announced?.Text.Length}:{asked.Announced}\n")
                .AppendJoin('\n', asked.Better);
        }
        foreach (var words in new[] { letter.Own.Of(letter.Kind), letter.Own.Invitation })
        {
            key.Append(
                CultureInfo.InvariantCulture,
                $"\n{words.Subject?.Length}:{words.Subject}\n{words.Introduction?.Length}:{words.Introduction}"
            );
        }
        return key.ToString();
    }

    public Letter Fill(SurveyLetter letter) =>
        new(Fill(_subject, letter, words => words), Fill(_text, letter, words => words), Fill(_html, letter, HtmlEncoder.Default.Encode));

    private static string[] Cut(string form) => Regex.Split(form, $"({Name}|{RespondLink}|{OptOutLink})", RegexOptions.CultureInvariant);

    private static string Fill(string[] pieces, SurveyLetter letter, Func<string, string> encode)
    {
        var (name, respond, optOut) = (encode(letter.PersonName), encode(letter.RespondLink), encode(letter.OptOutLink));
        return string.Concat(Array.ConvertAll(pieces, piece => piece == Name ? name
                : piece == RespondLink ? respond
                : piece == OptOutLink ? optOut
                : piece));
    }
}
