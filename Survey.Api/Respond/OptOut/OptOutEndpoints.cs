using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Invitations;
using Survey.Db.Tokens;

namespace Survey.Api.Respond.OptOut;

/// <summary>Opting out: GET asks, POST applies or undoes a choice. Valid long after the wave.</summary>
internal static class OptOutEndpoints
{
    /// <summary>Name of the pressed button's value.</summary>
    public const string Field = "do";

    public static void MapOptOut(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/u/{token}", AskAsync);
        // A mail program without one-click support opens this address in a browser.
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

    /// <summary>RFC 8058: a mail program posts here for its own button; nobody reads the response.</summary>
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
        return OptOutPage.Of(
            Visitor.Anonymous(context, person.Language).Language,
            new()
            {
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
