using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Survey.Api.Mails;

/// <summary>The HTML of a mail as a document of its own, for a frame.</summary>
internal static partial class FramedMail
{
    /// <summary>Nothing but the mail's own style; a link opens a window of its own, which the sandbox does not follow.</summary>
    private const string Policy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox";

    /// <summary>What the frame's own sandbox has to allow, too, so that links open.</summary>
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
