using System.Buffers.Binary;
using Survey.Api.Shared;

namespace Survey.Api.Respond;

/// <summary>
/// A page ready to be sent, compressed if the client accepts that. Compression leaks nothing (BREACH): the only secret on the page is the
/// token of the request itself, and nobody without the token can add text to the page.
/// </summary>
internal sealed class FormPage(IReadOnlyList<PageText> texts, int status = StatusCodes.Status200OK) : IResult
{
    private static readonly byte[] Head = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];
    private static readonly byte[] LastBlock = [3, 0];

    public Task ExecuteAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        if (Compressed.IsTakenBy(context.Request))
        {
            Pack(response);
        }
        else
        {
            response.ContentLength = texts.Sum(text => text.Plain.Length);
            foreach (var text in texts)
            {
                Write(response, text.Plain);
            }
        }
        return response.BodyWriter.FlushAsync(context.RequestAborted).AsTask();
    }

    private void Pack(HttpResponse response)
    {
        response.Headers.ContentEncoding = Compressed.Encoding;
        response.ContentLength = Head.Length + texts.Sum(text => text.PackedLength) + LastBlock.Length + 2 * sizeof(uint);
        Write(response, Head);
        var sum = 0u;
        foreach (var text in texts)
        {
            text.Pack(response.BodyWriter.GetSpan(text.PackedLength));
            response.BodyWriter.Advance(text.PackedLength);
            sum = text.Sum(sum);
        }
        Write(response, LastBlock);
        Span<byte> end = stackalloc byte[2 * sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(end, sum);
        BinaryPrimitives.WriteUInt32LittleEndian(end[sizeof(uint)..], (uint)texts.Sum(text => text.Plain.Length));
        Write(response, end);
    }

    private static void Write(HttpResponse response, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(response.BodyWriter.GetSpan(bytes.Length));
        response.BodyWriter.Advance(bytes.Length);
    }
}
