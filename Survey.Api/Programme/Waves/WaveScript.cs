using System.Reflection;
using System.Security.Cryptography;

namespace Survey.Api.Programme.Waves;

/// <summary>The script that renews how a wave is going; the page is the same without it.</summary>
internal static class WaveScript
{
    public static byte[] Content { get; } = Read();

    /// <summary>Changes with the content, so that browsers may keep the file for ever.</summary>
    public static string Address { get; } = $"/progress.{Convert.ToHexStringLower(SHA256.HashData(Content))[..12]}.js";

    private static byte[] Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("progress.js")!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
