using Microsoft.AspNetCore.Components;

namespace Survey.Api.Shared;

/// <summary>
/// A cached page in one visitor's frame. The frame is rendered around a mark, and the page's bytes are written in its place. Through the
/// renderer, every request would make two large strings of the page.
/// </summary>
internal sealed class FramedPage(Visitor visitor, CachedPage page, RenderFragment? above) : IResult
{
    public async Task ExecuteAsync(HttpContext context)
    {
        using var frame = new MemoryStream();
        var body = context.Response.Body;
        context.Response.Body = frame;
        try
        {
            await PageFrame.Of(visitor, new FrameView(page.Title, above)).ExecuteAsync(context);
        }
        finally
        {
            context.Response.Body = body;
        }
        await WriteAsync(context, frame.GetBuffer().AsMemory(0, (int)frame.Length));
    }

    private async Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> frame)
    {
        var mark = frame.Span.IndexOf(PageFrame.Mark);
        context.Response.ContentLength = frame.Length - PageFrame.Mark.Length + page.Content.Length;
        await context.Response.Body.WriteAsync(frame[..mark], context.RequestAborted);
        await context.Response.Body.WriteAsync(page.Content, context.RequestAborted);
        await context.Response.Body.WriteAsync(frame[(mark + PageFrame.Mark.Length)..], context.RequestAborted);
    }
}
