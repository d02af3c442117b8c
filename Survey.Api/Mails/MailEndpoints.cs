using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Api.Shared;

namespace Survey.Api.Mails;

/// <summary>
/// Shows the mails of Mail:Directory. In Development only: elsewhere the addresses do not exist, because who reads a person's mail can
/// answer for that person.
/// </summary>
internal static class MailEndpoints
{
    public static void MapMails(this IEndpointRouteBuilder routes, string folder)
    {
        var open = routes.MapGroup("").Public();
        var mails = new MailFolder(Path.GetFullPath(folder));
        open.MapGet("/mail", (Visitor visitor, string? search, int? page) => List(visitor, mails, search, page));
        open.MapGet("/mail/{name}", (Visitor visitor, string name, string? part) => Show(visitor, mails, name, part));
        open.MapGet("/mail/{name}/html", (HttpContext context, string name) => Html(context, mails, name));
    }

    private static RazorComponentResult<MailListPage> List(Visitor visitor, MailFolder mails, string? search, int? page) =>
        MailListPage.Of(visitor, MailList.Of(mails, search?.Trim() ?? "", page ?? 1));

    private static IResult Show(Visitor visitor, MailFolder mails, string name, string? part) =>
        mails.Find(name) is { } mail
            ? MailPage.Of(
                visitor,
                new()
                {
                    Name = name,
                    Mail = mail,
                    Part = MailPart.Of(mail, part),
                }
            )
            : TypedResults.NotFound();

    private static IResult Html(HttpContext context, MailFolder mails, string name) =>
        mails.Find(name)?.Html is { } html ? FramedMail.Of(context, html, linksOpen: true) : TypedResults.NotFound();
}
