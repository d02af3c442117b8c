using System.Text.RegularExpressions;

namespace Survey.Api.Mails;

internal static partial class TextLinks
{
    public static IEnumerable<(string Words, bool IsLink)> Of(string text) =>
        Address().Split(text).Where(words => words.Length > 0).Select(words => (words, Address().IsMatch(words)));

    /// <summary>In a group, so that splitting keeps the addresses.</summary>
    [GeneratedRegex(@"(https?://[^\s<>""]+)")]
    private static partial Regex Address();
}
