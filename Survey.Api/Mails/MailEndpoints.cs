using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Api.Shared;

namespace Survey.Api.Mails;

/// <summary>
/// The mails of Mail:Directory as a mail program shows them. In Development only: elsewhere the addresses do not exist, since whoever
/// reads somebody's mail can answer for them.
/// </summary>
internal static partial class MailEndpoints
{
    /// <summary>Nothing but the mail's own style; a link opens a window of its own, which the sandbox does not follow.</summary>
    private const string MailPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; "
        + "sandbox allow-popups allow-popups-to-escape-sandbox";

    public static void MapMails(this IEndpointRouteBuilder routes, string folder)
    {
        var mails = new MailFolder(Path.GetFullPath(folder));
        routes.MapGet("/mail", (Visitor visitor, string? search, int? page) => List(visitor, mails, search, page));
        routes.MapGet("/mail/{name}", (Visitor visitor, string name, string? part) => Show(visitor, mails, name, part));
        routes.MapGet("/mail/{name}/html", (HttpContext context, string name) => Html(context, mails, name));
    }

    private static RazorComponentResult<MailListPage> List(Visitor visitor, MailFolder mails, string? search, int? page) =>
        new(new { Visitor = visitor, List = MailList.Of(mails, search?.Trim() ?? "", page ?? 1) });

    private static IResult Show(Visitor visitor, MailFolder mails, string name, string? part) => mails.Find(name) is { } mail
        ? new RazorComponentResult<MailPage>(new { Visitor = visitor, Name = name, Mail = mail, Part = MailPart.Of(mail, part) })
        : TypedResults.NotFound();

    private static IResult Html(HttpContext context, MailFolder mails, string name)
    {
        if (mails.Find(name)?.Html is not { } html)
        {
            return TypedResults.NotFound();
        }
        context.Response.Headers.ContentSecurityPolicy = MailPolicy;
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
