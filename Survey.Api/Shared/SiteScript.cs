using System.Reflection;
using System.Security.Cryptography;

namespace Survey.Api.Shared;

/// <summary>An embedded script file. Every page works without it.</summary>
/// <param name="Address">Changes with the content, so that browsers may keep the file for ever.</param>
internal sealed record SiteScript(string Address, byte[] Content)
{
    /// <param name="name">Of the file, without <c>.js</c>.</param>
    public static SiteScript Embedded(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name + ".js")!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        var bytes = content.ToArray();
        return new($"/{name}.{Convert.ToHexStringLower(SHA256.HashData(bytes))[..12]}.js", bytes);
    }
}
