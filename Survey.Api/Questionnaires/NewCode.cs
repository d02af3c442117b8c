using System.Globalization;
using System.Text;
using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Questionnaires;

namespace Survey.Api.Questionnaires;

/// <summary>Codes that nobody has to think of: made from the English words.</summary>
internal static class NewCode
{
    private const int Longest = 30;

    /// <param name="taken">Codes that cannot be used again.</param>
    public static string Of(LocalizedText name, IEnumerable<string> taken)
    {
        var words = Words(name.In("en"));
        var used = taken.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var codes = Enumerable.Range(2, used.Count + 1).Select(number => FormattableString.Invariant($"{words}_{number}")).Prepend(words);
        return codes.First(code => !used.Contains(code));
    }

    /// <summary>Of a step or question of the questionnaire.</summary>
    public static string In(Questionnaire questionnaire, LocalizedText name) =>
        Of(
            name,
            [
                .. questionnaire.BreakdownPoints.Select(step => step.Code),
                .. questionnaire.Questions.Select(question => question.Key),
                .. Codes.ReservedForBreakdownPoints,
            ]
        );

    private static string Words(string text)
    {
        var words = new StringBuilder();
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                words.Append(char.ToLowerInvariant(letter));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && words.Length > 0 && words[^1] != '_')
            {
                words.Append('_');
            }
        }
        var code = words.ToString(0, Math.Min(words.Length, Longest)).Trim('_');
        return code.Length > 0 ? code : "item";
    }
}
