using System.IO.Compression;
using System.Text;
using Survey.Api.Shared;

namespace Survey.Api.Respond;

/// <summary>
/// Sends a page of the respond form, compressed where the browser accepts that. Compression reveals nothing (BREACH): the only secret on
/// the page is the token of its own address, and nobody without that token can add text to the page.
/// </summary>
internal sealed class FormPage(IReadOnlyList<string> parts, int status = StatusCodes.Status200OK) : IResult
{
    public Task ExecuteAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        using var content = new MemoryStream();
        if (Compressed.IsTakenBy(context.Request))
        {
            response.Headers.ContentEncoding = Compressed.Encoding;
            using var compressed = new GZipStream(content, CompressionLevel.Fastest, leaveOpen: true);
            Write(compressed);
        }
        else
        {
            Write(content);
        }
        response.ContentLength = content.Length;
        return response.Body.WriteAsync(content.GetBuffer(), 0, (int)content.Length, context.RequestAborted);
    }

    private void Write(Stream stream)
    {
        foreach (var part in parts)
        {
            stream.Write(Encoding.UTF8.GetBytes(part));
        }
    }
}
