using Microsoft.AspNetCore.Mvc;
using Npgsql;
using Survey.Api.Mails;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Recognitions;
using Survey.Db.Viewers;
using Survey.Reports.Letters;

namespace Survey.Api.Recognitions;

/// <summary>Thanks, and a figure that clearly got better, go to the people who provide the service (rule E6).</summary>
internal static class PassingOnEndpoints
{
    private const string One = "/relationships/{code}/pass-on";

    public static void MapPassingOn(this IEndpointRouteBuilder routes)
    {
        var passing = routes.MapGroup(One).RequiresSomewhere(Right.ReadComments);
        passing.MapGet("", ShowAsync);
        passing.MapGet("/preview", PreviewAsync);
        passing.MapGet("/mail", MailAsync);
        passing.MapPost("", SendAsync);
    }

    private static async Task<IResult> ShowAsync(
        string code,
        string? item,
        Guid[]? thanks,
        string? done,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        return await FindAsync(connection, visitor.SignedIn, code, clock, ct) is { } offer
            ? PassingOnPage.Of(visitor, new(offer, offer.Choose(item, thanks ?? [])) { IsDone = done is not null })
            : TypedResults.NotFound();
    }

    private static async Task<IResult> PreviewAsync(
        string code,
        string? item,
        Guid[]? thanks,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        if (await FindAsync(connection, visitor.SignedIn, code, clock, ct) is not { } offer)
        {
            return TypedResults.NotFound();
        }
        var choice = offer.Choose(item, thanks ?? []);
        return choice.IsEmpty
            ? PassingOnPage.Of(visitor, new(offer, choice) { Problem = "choose" }, StatusCodes.Status422UnprocessableEntity)
            : PassingOnPreviewPage.Of(visitor, new(offer, choice));
    }

    private static async Task<IResult> MailAsync(
        string code,
        string? item,
        Guid[]? thanks,
        HttpContext context,
        Visitor visitor,
        Database database,
        LetterWriter letters,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        if (
            await FindAsync(connection, visitor.SignedIn, code, clock, ct) is not { } offer
            || offer.Choose(item, thanks ?? []) is not { IsEmpty: false } choice
        )
        {
            return TypedResults.NotFound();
        }
        var passedOn = await Recognition.OfAsync(connection, Guid.Empty, choice, ct);
        var letter = RecognitionLetter.Of(passedOn, visitor.Language, visitor.Language["services.try.person"]);
        return FramedMail.Of(context, (await letters.WriteAsync(letter)).Html, linksOpen: false);
    }

    private static async Task<IResult> SendAsync(
        string code,
        [FromForm] Guid id,
        [FromForm] string? item,
        [FromForm] Guid[]? thanks,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var done = $"/relationships/{code}/pass-on?done=sent";
        await using var connection = await database.OpenAsync(ct);
        if (await FindAsync(connection, visitor.SignedIn, code, clock, ct) is not { } offer)
        {
            return TypedResults.NotFound();
        }
        if (await PassingOn.IsKnownAsync(connection, id, ct))
        {
            return TypedResults.Redirect(done);
        }
        var choice = offer.Choose(item, thanks ?? []);
        return
            choice.Is(item, thanks ?? [])
            && await database.InTransactionAsync(
                passing => PassingOn.PassOnAsync(passing, id, offer, choice, visitor.SignedIn.Email, clock.GetUtcNow(), ct),
                ct
            )
            ? TypedResults.Redirect(done)
            : PassingOnPage.Of(visitor, new(offer, choice) { Problem = "stale" }, StatusCodes.Status409Conflict);
    }

    /// <returns>Null: nothing is sealed, or the viewer does not speak for the provider.</returns>
    private static async Task<RecognitionOffer?> FindAsync(
        NpgsqlConnection connection,
        Viewer viewer,
        string code,
        TimeProvider clock,
        CancellationToken ct
    ) =>
        await RecognitionOffer.FindAsync(connection, code, clock.GetUtcNow(), ct) is { } offer
        && viewer.ReadsComments(offer.Relationship.ProviderUnitId)
            ? offer
            : null;
}
