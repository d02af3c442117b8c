using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Survey.Reports.Look;

/// <summary>The stylesheet of pages and printed reports, embedded so that both use the same.</summary>
public static class Stylesheet
{
    public static string Text { get; } = Read();

    /// <summary>Changes with the text; part of the address, so that browsers may keep the file for ever.</summary>
    public static string Version { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))[..12];

    private static string Read()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("survey.css")!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
