using System.Reflection;
using System.Security.Cryptography;

namespace Survey.Api.Respond;

/// <summary>The one script of the answer pages; everything works without it.</summary>
internal static class RespondScript
{
    public static byte[] Content { get; } = Read();

    /// <summary>Changes with the content, so that browsers may keep the file for ever.</summary>
    public static string Address { get; } = $"/respond.{Convert.ToHexStringLower(SHA256.HashData(Content))[..12]}.js";

    private static byte[] Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("respond.js")!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
