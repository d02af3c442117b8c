using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Invitations;
using Survey.Db.Tokens;

namespace Survey.Api.Respond;

/// <summary>Stopping all survey e-mails: the page asks, its button does it, another takes it back; valid long after the wave.</summary>
internal static class OptOutEndpoints
{
    public static void MapOptOut(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/u/{token}", AskAsync);
        // A mail program that knows nothing of one-click opens its address in a browser; so does a change of language after a button.
        routes.MapGet("/u/{token}/{action:regex(^(undo|one-click)$)}", AskAsync);
        routes.MapPost("/u/{token}", StopAsync);
        routes.MapPost("/u/{token}/undo", UndoAsync);
        routes.MapPost("/u/{token}/one-click", OneClickAsync);
    }

    private static async Task<IResult> AskAsync(string token, HttpContext context, Database database, TokenKey key, CancellationToken ct)
    {
        var person = await FindAsync(token, database, key, ct);
        return person is null ? Unknown(context) : Page(context, token, person, person.IsOptedOut, isBack: false);
    }

    private static async Task<IResult> StopAsync(string token, HttpContext context, Database database, TokenKey key, CancellationToken ct)
    {
        if (await FindAsync(token, database, key, ct) is not { } person)
        {
            return Unknown(context);
        }
        await database.InTransactionAsync(connection => OptOuts.AddAsync(connection, person.PersonId, ct), ct);
        return Page(context, token, person, isOptedOut: true, isBack: false);
    }

    private static async Task<IResult> UndoAsync(string token, HttpContext context, Database database, TokenKey key, CancellationToken ct)
    {
        if (await FindAsync(token, database, key, ct) is not { } person)
        {
            return Unknown(context);
        }
        await database.InTransactionAsync(connection => OptOuts.RemoveAsync(connection, person.PersonId, ct), ct);
        return Page(context, token, person, isOptedOut: false, isBack: true);
    }

    /// <summary>RFC 8058: a mail program posts here when its own button is pressed; nobody reads the answer.</summary>
    private static async Task<IResult> OneClickAsync(string token, Database database, TokenKey key, CancellationToken ct)
    {
        if (await FindAsync(token, database, key, ct) is not { } person)
        {
            return TypedResults.NotFound();
        }
        await database.InTransactionAsync(connection => OptOuts.AddAsync(connection, person.PersonId, ct), ct);
        return TypedResults.Ok();
    }

    private static async Task<InvitedPerson?> FindAsync(string token, Database database, TokenKey key, CancellationToken ct)
    {
        if (key.Read(TokenPurpose.Respond, token) is not { } invitation)
        {
            return null;
        }
        await using var connection = await database.OpenAsync(ct);
        return await OptOuts.FindAsync(connection, invitation, ct);
    }

    private static RazorComponentResult<OptOutPage> Page(HttpContext context, string token, InvitedPerson person, bool isOptedOut, bool isBack) => new(new
    {
        Visitor = Visitor.Anonymous(context, person.Language),
        Token = token,
        IsOptedOut = isOptedOut,
        IsBack = isBack,
    });

    private static RazorComponentResult<NoticePage> Unknown(HttpContext context) =>
        RespondEndpoints.Notice(Visitor.Anonymous(context), "unknown", StatusCodes.Status404NotFound, null);
}
