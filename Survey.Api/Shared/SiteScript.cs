using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Survey.Api.Shared;

/// <summary>An embedded script in which no string spans several lines. Every page works without it.</summary>
/// <param name="Address">Changes with the content, so browsers keep the file for ever.</param>
internal sealed record SiteScript(string Address, byte[] Content)
{
    public static SiteScript Embedded(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name + ".js")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var bytes = Encoding.UTF8.GetBytes(Packed(reader.ReadToEnd()));
        return new($"/{name}.{Convert.ToHexStringLower(SHA256.HashData(bytes))[..12]}.js", bytes);
    }

    /// <summary>Without indentation and comments, because phones load the form's script over slow networks.</summary>
    private static string Packed(string script) =>
        string.Join(
            '\n',
            script
                .Split('\n')
                .Select(line => line.Trim())
                .Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal))
        );
}
