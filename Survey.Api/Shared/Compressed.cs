using System.IO.Compression;

namespace Survey.Api.Shared;

/// <summary>Compression of responses.</summary>
internal static class Compressed
{
    public const string Encoding = "gzip";

    public static bool IsTakenBy(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(encoding => encoding.Value == Encoding && encoding.Quality is not 0);

    /// <summary>For content that is made once and sent often.</summary>
    public static byte[] Of(byte[] content) => Pack(content, CompressionLevel.SmallestSize);

    /// <summary>For content that is made for one request.</summary>
    public static byte[] Quickly(byte[] content) => Pack(content, CompressionLevel.Fastest);

    private static byte[] Pack(byte[] content, CompressionLevel level)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, level))
        {
            gzip.Write(content);
        }
        return compressed.ToArray();
    }
}
