using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Survey.Reports.Look;

/// <summary>The one stylesheet of pages and printed reports: the files of Styles/, embedded, in the order of their names.</summary>
public static class Stylesheet
{
    private const string Folder = "styles/";

    public static string Text { get; } = Read();

    /// <summary>Changes with the text; part of the address, so that browsers may keep the file for ever.</summary>
    public static string Version { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))[..12];

    private static string Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return string.Join('\n', assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => TextOf(assembly, name)));
    }

    private static string TextOf(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
