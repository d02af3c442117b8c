using System.Globalization;
using System.Text;

namespace Survey.Db.Structure;

/// <summary>Makes codes from names, for people who do not care about codes.</summary>
public static class FreeCode
{
    private const int Longest = 36;

    /// <param name="taken">Codes in use; case does not matter.</param>
    public static string Make(string name, IEnumerable<string> taken)
    {
        var used = taken.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var code = Letters(name);
        var free = code;
        for (var number = 2; used.Contains(free); number++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{code}-{number}");
        }
        return free;
    }

    private static string Letters(string name)
    {
        var code = new StringBuilder();
        foreach (var letter in name.Replace('ł', 'l').Replace('Ł', 'L').Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                code.Append(char.ToUpperInvariant(letter));
            }
            else if (code.Length > 0 && code[^1] != '-' && (letter is '-' or '_' || char.IsWhiteSpace(letter)))
            {
                code.Append('-');
            }
        }
        var text = code.ToString(0, Math.Min(code.Length, Longest)).TrimEnd('-');
        return text.Length > 0 ? text : "UNIT";
    }
}
