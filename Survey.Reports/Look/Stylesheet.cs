using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Survey.Reports.Look;

/// <summary>The stylesheet of pages and printed reports: the embedded files of Styles/, in the order of their names.</summary>
public static partial class Stylesheet
{
    private const string Folder = "styles/";

    public static string Text { get; } = Read(_ => true);

    /// <summary>For pages that open from an e-mail, often on a phone: the foundations and their own file, minified.</summary>
    public static string RespondText { get; } =
        Packed(Read(name => name[Folder.Length..] is "10-tokens.css" or "20-base.css" or "80-respond.css"));

    /// <summary>Changes with the text. It is part of the address, so that browsers may cache the file for ever.</summary>
    public static string Version { get; } = VersionOf(Text);

    public static string RespondVersion { get; } = VersionOf(RespondText);

    /// <summary>Only for styles whose strings are names and signs; spaces in other strings would be lost.</summary>
    private static string Packed(string text) =>
        Separators()
            .Replace(Spaces().Replace(Comments().Replace(text, ""), " "), "$1")
            .Replace(": ", ":", StringComparison.Ordinal)
            .Replace(";}", "}", StringComparison.Ordinal)
            .Replace(" 0.", " .", StringComparison.Ordinal)
            .Replace(":0.", ":.", StringComparison.Ordinal);

    private static string VersionOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];

    private static string Read(Func<string, bool> isWanted)
    {
        var assembly = Assembly.GetExecutingAssembly();
        return string.Join(
            '\n',
            assembly
                .GetManifestResourceNames()
                .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && isWanted(name))
                .Order(StringComparer.Ordinal)
                .Select(name => TextOf(assembly, name))
        );
    }

    private static string TextOf(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"/\*.*?\*/\s*", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(" ?([{};,>]) ?")]
    private static partial Regex Separators();
}
