using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Invitations;
using Survey.Db.Tokens;

namespace Survey.Api.Respond;

/// <summary>How much somebody is asked: the page asks, its buttons do it or take it back; valid long after the wave.</summary>
internal static class OptOutEndpoints
{
    /// <summary>The field that a pressed button sends.</summary>
    public const string Field = "do";

    public static void MapOptOut(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/u/{token}", AskAsync);
        // A mail program that knows nothing of one-click opens its address in a browser.
        routes.MapGet("/u/{token}/one-click", AskAsync);
        routes.MapPost("/u/{token}", ChooseAsync);
        routes.MapPost("/u/{token}/one-click", OneClickAsync);
    }

    private static async Task<IResult> AskAsync(
        string token,
        HttpContext context,
        Database database,
        TokenKey key,
        TimeProvider time,
        CancellationToken ct
    )
    {
        var now = time.GetUtcNow();
        return await FindAsync(token, database, key, now, ct) is { } person
            ? await PageAsync(context, token, person, null, database, now, ct)
            : Unknown(context);
    }

    private static async Task<IResult> ChooseAsync(
        string token,
        HttpContext context,
        Database database,
        TokenKey key,
        TimeProvider time,
        CancellationToken ct
    )
    {
        var now = time.GetUtcNow();
        if (await FindAsync(token, database, key, now, ct) is not { } person)
        {
            return Unknown(context);
        }
        var (form, refused) = await FormReading.ReadAsync(context.Request, FormLimits.Least, ct);
        if (refused is { } status)
        {
            return RespondEndpoints.Notice(Visitor.Anonymous(context, person.Language).Language, "unreadable", status, token);
        }
        if (
            form.ContainsKey(Fields.Untouched)
            || OptOutChoice.Read(form[Field]) is not { } choice
            || !await database.InTransactionAsync(connection => choice.ApplyAsync(connection, person, now, ct), ct)
        )
        {
            var page = await PageAsync(context, token, person, null, database, now, ct);
            page.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return page;
        }
        return await FindAsync(token, database, key, now, ct) is { } after
            ? await PageAsync(context, token, after, choice, database, now, ct)
            : Unknown(context);
    }

    /// <summary>RFC 8058: a mail program posts here when its own button is pressed; nobody reads the answer.</summary>
    private static async Task<IResult> OneClickAsync(string token, Database database, TokenKey key, TimeProvider time, CancellationToken ct)
    {
        if (await FindAsync(token, database, key, time.GetUtcNow(), ct) is not { } person)
        {
            return TypedResults.NotFound();
        }
        await database.InTransactionAsync(connection => OptOuts.AddAsync(connection, person.PersonId, ct), ct);
        return TypedResults.Ok();
    }

    private static async Task<InvitedPerson?> FindAsync(
        string token,
        Database database,
        TokenKey key,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (key.Read(TokenPurpose.Respond, token) is not { } invitation)
        {
            return null;
        }
        await using var connection = await database.OpenAsync(ct);
        return await OptOuts.FindAsync(connection, invitation, now, ct);
    }

    private static async Task<RazorComponentResult<OptOutPage>> PageAsync(
        HttpContext context,
        string token,
        InvitedPerson person,
        OptOutChoice? done,
        Database database,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        return new(
            new
            {
                Visitor.Anonymous(context, person.Language).Language,
                Token = token,
                Person = person,
                Services = await RelationshipPauses.ListAsync(connection, person, now, ct),
                Done = done,
                Now = now,
            }
        );
    }

    private static RazorComponentResult<NoticePage> Unknown(HttpContext context) =>
        RespondEndpoints.Notice(Visitor.Anonymous(context).Language, "unknown", StatusCodes.Status404NotFound, null);
}
