using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Sessions;
using Survey.Db.Tokens;

namespace Survey.Api.SignIn;

/// <summary>Sign-in by a one-time link. Opening the link writes nothing, because mail scanners open every link (rule B1).</summary>
internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("").Public();
        open.MapGet("/sign-in", AskAddress);
        open.MapPost("/sign-in", SendLinkAsync);
        open.MapGet("/sign-in/{token}", ShowLinkAsync);
        open.MapPost("/sign-in/{token}", SignInAsync);
        open.MapPost("/sign-out", SignOutAsync);
    }

    private static RazorComponentResult<SignInPage> AskAddress(Visitor visitor) => Page(visitor, SignInState.Asking);

    private static async Task<IResult> SendLinkAsync(
        Visitor visitor,
        [FromForm] string? email,
        HttpContext context,
        SignInRequests requests,
        SignInLimits limits
    )
    {
        if (SignInRequests.Clean(email) is not { } address)
        {
            return Page(visitor, SignInState.Mistyped, email, StatusCodes.Status422UnprocessableEntity);
        }
        if (limits.ClientWaits(context.Connection.RemoteIpAddress) is { } wait)
        {
            return TooOften(context, wait);
        }
        await requests.AskAsync(address, SignInBrowser.Remember(context), visitor.Language, context.RequestAborted);
        return Page(visitor, SignInState.Sent);
    }

    private static async Task<IResult> ShowLinkAsync(
        string token,
        Visitor visitor,
        HttpContext context,
        TokenKey key,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (key.Read(TokenPurpose.SignIn, token) is not { } id)
        {
            return TypedResults.NotFound();
        }
        return await FindAsync(id, context, database, clock.GetUtcNow(), ct) is not { } link
            ? Expired(visitor)
            : Page(visitor, link.WorksAtOnce ? SignInState.Button : SignInState.OtherBrowser);
    }

    private static async Task<IResult> SignInAsync(
        string token,
        [FromForm] string? email,
        Visitor visitor,
        HttpContext context,
        TokenKey key,
        SignInLimits limits,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (key.Read(TokenPurpose.SignIn, token) is not { } id)
        {
            return TypedResults.NotFound();
        }
        var now = clock.GetUtcNow();
        if (await FindAsync(id, context, database, now, ct) is not { } link)
        {
            return Expired(visitor);
        }
        if (!link.WorksAtOnce)
        {
            if (limits.LinkWaits(id) is { } wait)
            {
                return TooOften(context, wait);
            }
            if (SignInRequests.Clean(email)?.ToLowerInvariant() != link.Email)
            {
                return Page(visitor, SignInState.WrongAddress, email, StatusCodes.Status422UnprocessableEntity);
            }
        }
        var session = await database.InTransactionAsync<Guid?>(
            async connection =>
                await SignIns.UseAsync(connection, id, now, ct) is { } email
                    ? await BrowserSessions.StartAsync(connection, email, now, ct)
                    : null,
            ct
        );
        if (session is null)
        {
            return Expired(visitor);
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

    private static async Task<UsableSignIn?> FindAsync(
        Guid id,
        HttpContext context,
        Database database,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        return await SignIns.FindAsync(connection, id, SignInBrowser.Find(context), now, ct);
    }

    private static StatusCodeHttpResult TooOften(HttpContext context, TimeSpan wait)
    {
        RetryAfter.Set(context.Response, wait);
        return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
    }

    private static RazorComponentResult<SignInPage> Expired(Visitor visitor) =>
        Page(visitor, SignInState.Expired, null, StatusCodes.Status410Gone);

    private static RazorComponentResult<SignInPage> Page(
        Visitor visitor,
        SignInState state,
        string? email = null,
        int status = StatusCodes.Status200OK
    ) => SignInPage.Of(visitor, new() { State = state, Email = email }, status);
}
