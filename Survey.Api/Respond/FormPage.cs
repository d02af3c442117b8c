using System.Text;
using Survey.Api.Shared;

namespace Survey.Api.Respond;

/// <summary>
/// Sends a page of the respond form, compressed where the browser accepts that. Compression reveals nothing (BREACH): the only secret on
/// the page is the token of its own address, and nobody without that token can add text to the page.
/// </summary>
internal sealed class FormPage(string html, int status = StatusCodes.Status200OK) : IResult
{
    public Task ExecuteAsync(HttpContext context)
    {
        var content = Encoding.UTF8.GetBytes(html);
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        if (Compressed.IsTakenBy(context.Request))
        {
            content = Compressed.Quickly(content);
            response.Headers.ContentEncoding = Compressed.Encoding;
        }
        response.ContentLength = content.Length;
        return response.Body.WriteAsync(content, context.RequestAborted).AsTask();
    }
}
