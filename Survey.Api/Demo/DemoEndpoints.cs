using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Sessions;

namespace Survey.Api.Demo;

/// <summary>Sign-in as one of the demo's people by a button. In Development only, and only if the demo is loaded.</summary>
internal static class DemoEndpoints
{
    public static void MapDemo(this IEndpointRouteBuilder routes) => routes.MapPost("/demo/sign-in", SignInAsync).Public();

    private static async Task<Results<RedirectHttpResult, NotFound>> SignInAsync(
        [FromForm] string? role,
        Visitor visitor,
        HttpContext context,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var session = await database.InTransactionAsync<Guid?>(
            async connection =>
                (await DemoAccounts.ListAsync(connection, ct)).FirstOrDefault(one => one.Role == role) is { } account
                    ? await BrowserSessions.StartAsync(connection, account.Email, clock.GetUtcNow(), ct)
                    : null,
            ct
        );
        if (session is null)
        {
            return TypedResults.NotFound();
        }
        // The visitor keeps the own language, not that of the demo's person.
        visitor.KeepLanguage(context);
        SessionCookie.Set(context, session.Value);
        return TypedResults.LocalRedirect("/");
    }
}
