using System.IO.Compression;

namespace Survey.Api.Shared;

internal static class Compressed
{
    public const string Encoding = "gzip";

    public static bool IsTakenBy(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(encoding => encoding.Value == Encoding && encoding.Quality is not 0);

    public static byte[] Of(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize))
        {
            gzip.Write(content);
        }
        return compressed.ToArray();
    }
}
