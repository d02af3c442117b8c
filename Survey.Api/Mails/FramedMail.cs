using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Survey.Api.Mails;

/// <summary>The HTML of a mail as its own document, for a frame.</summary>
internal static partial class FramedMail
{
    /// <summary>Allows only the mail's own style. Links open a new window, which is outside the sandbox.</summary>
    private const string Policy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
        + "form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox";

    /// <summary>The frame's sandbox attribute has to allow this too, so that links open.</summary>
    public const string OpeningLinks = "allow-popups allow-popups-to-escape-sandbox";

    public static ContentHttpResult Of(HttpContext context, string html, bool linksOpen)
    {
        context.Response.Headers.ContentSecurityPolicy = linksOpen ? $"{Policy} {OpeningLinks}" : Policy;
        return TypedResults.Content(InNewWindows(html), "text/html; charset=utf-8");
    }

    private static string InNewWindows(string html)
    {
        const string target = """<base target="_blank">""";
        return Head().Match(html) is { Success: true } head ? html.Insert(head.Index + head.Length, target) : target + html;
    }

    [GeneratedRegex("<head(\\s[^>]*)?>", RegexOptions.IgnoreCase)]
    private static partial Regex Head();
}
