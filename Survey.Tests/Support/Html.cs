using AngleSharp;
using AngleSharp.Dom;

namespace Survey.Tests.Support;

/// <summary>Pages as a tree.</summary>
public static class Html
{
    public static Task<IDocument> ParseAsync(string page) => BrowsingContext.New().OpenAsync(request => request.Content(page));
}
