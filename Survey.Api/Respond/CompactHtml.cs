using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Survey.Api.Respond;

/// <summary>The same page in fewer bytes, for phones with a slow network.</summary>
internal static partial class CompactHtml
{
    /// <summary>Removes indentation, and writes letters of all languages as themselves.</summary>
    public static string Of(string html) => Letters().Replace(Indentation().Replace(html, "\n"), Letter);

    private static string Letter(Match match)
    {
        var code = int.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        // Everything that could be markup or invisible in the source stays escaped.
        return code >= 0xA1 && Rune.IsValid(code) && Rune.IsLetterOrDigit(new Rune(code)) || code is 0x2019 or 0x2013
            ? char.ConvertFromUtf32(code)
            : match.Value;
    }

    [GeneratedRegex(@"\s*\n\s*")]
    private static partial Regex Indentation();

    [GeneratedRegex("&#x([0-9A-F]{2,6});")]
    private static partial Regex Letters();
}
