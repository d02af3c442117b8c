using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Sessions;
using Survey.Db.Tokens;

namespace Survey.Api.SignIn;

/// <summary>Signing in by a one-time link. Opening the link writes nothing: mail scanners open every link.</summary>
internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", AskAddress);
        routes.MapPost("/sign-in", SendLinkAsync);
        routes.MapGet("/sign-in/{token}", ShowButtonAsync);
        routes.MapPost("/sign-in/{token}", SignInAsync);
        routes.MapPost("/sign-out", SignOutAsync);
    }

    private static RazorComponentResult<SignInPage> AskAddress(Visitor visitor) => Page(visitor, SignInState.Asking);

    private static async Task<IResult> SendLinkAsync(
        Visitor visitor, [FromForm] string? email, HttpContext context, SignInRequests requests, SignInLimits limits)
    {
        if (SignInRequests.Clean(email) is not { } address)
        {
            return Page(visitor, SignInState.Mistyped, email, StatusCodes.Status422UnprocessableEntity);
        }
        if (limits.ClientWaits(context.Connection.RemoteIpAddress) is { } wait)
        {
            RetryAfter.Set(context.Response, wait);
            return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        }
        await requests.AskAsync(address, visitor.Language, context.RequestAborted);
        return Page(visitor, SignInState.Sent);
    }

    private static async Task<IResult> ShowButtonAsync(
        string token, Visitor visitor, TokenKey key, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (key.Read(TokenPurpose.SignIn, token) is not { } id)
        {
            return TypedResults.NotFound();
        }
        await using var connection = await database.OpenAsync(ct);
        return await SignIns.IsUsableAsync(connection, id, clock.GetUtcNow(), ct) ? Page(visitor, SignInState.Button) : Over(visitor);
    }

    private static async Task<IResult> SignInAsync(
        string token, Visitor visitor, HttpContext context, TokenKey key, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (key.Read(TokenPurpose.SignIn, token) is not { } id)
        {
            return TypedResults.NotFound();
        }
        var now = clock.GetUtcNow();
        var session = await database.InTransactionAsync<Guid?>(async connection =>
            await SignIns.UseAsync(connection, id, now, ct) is { } email
                ? await BrowserSessions.StartAsync(connection, email, now, ct)
                : null, ct);
        if (session is null)
        {
            return Over(visitor);
        }
        SessionCookie.Set(context, session.Value);
        return TypedResults.LocalRedirect(ReturnCookie.Take(context));
    }

    private static async Task<RedirectHttpResult> SignOutAsync(HttpContext context, Database database, CancellationToken ct)
    {
        if (SessionCookie.SessionId(context) is { } id)
        {
            await using var connection = await database.OpenAsync(ct);
            await BrowserSessions.EndAsync(connection, id, ct);
        }
        SessionCookie.Remove(context);
        return TypedResults.LocalRedirect("/");
    }

    private static RazorComponentResult<SignInPage> Over(Visitor visitor) => Page(visitor, SignInState.Over, null, StatusCodes.Status410Gone);

    private static RazorComponentResult<SignInPage> Page(Visitor visitor, SignInState state, string? email = null, int status = StatusCodes.Status200OK) =>
        new(new { Visitor = visitor, State = state, Email = email }) { StatusCode = status };
}
