using System.Text;
using System.Text.RegularExpressions;

namespace Survey.Api.Mails;

/// <summary>Letters beyond ASCII in a header (RFC 2047): UTF-8 in base64, as our own writer puts them. Other words are left as they stand.</summary>
internal static partial class EncodedWords
{
    public static string Decode(string value) =>
        Word().Replace(Between().Replace(value, "$1"), word => Base64(word.Groups[1].Value) ?? word.Value);

    /// <returns>The text, or null when it is no base64.</returns>
    private static string? Base64(string encoded)
    {
        var bytes = new byte[encoded.Length];
        return Convert.TryFromBase64String(encoded, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    [GeneratedRegex(@"=\?utf-8\?b\?([A-Za-z0-9+/=]*)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex Word();

    /// <summary>White space between two encoded words is no part of the text.</summary>
    [GeneratedRegex(@"(\?=)\s+(?==\?)")]
    private static partial Regex Between();
}
