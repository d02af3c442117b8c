using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Comments;
using Survey.Db.Viewers;

namespace Survey.Api.Comments;

/// <summary>Removal of a comment that names or hurts somebody: the only change of answers that HR can make (rule A4).</summary>
internal static class CommentEndpoints
{
    private const string Comment = "/programme/comments/{wave}/{id:guid}";

    /// <summary>Filters the comments of a page while their reader types.</summary>
    public static SiteScript Script { get; } = SiteScript.Embedded("comments");

    public static void MapComments(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGroup("")
            .RequiresSomewhere(Right.ReadResults)
            .MapSiteFile(Script.Address, "text/javascript; charset=utf-8", Script.Content);
        var removal = routes.MapGroup("").Requires(Right.RunProgramme);
        removal.MapGet(Comment, AskAsync);
        removal.MapPost(Comment, RemoveAsync);
    }

    private static async Task<IResult> AskAsync(string wave, Guid id, Visitor visitor, Database database, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await CommentRedaction.FindAsync(connection, wave, id, ct) is { } comment
            ? RemovePage.Of(visitor, comment)
            : TypedResults.NotFound();
    }

    /// <summary>Goes back to the page of the comment, even if somebody else has removed the comment meanwhile.</summary>
    private static async Task<IResult> RemoveAsync(
        string wave,
        Guid id,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenUnlimitedAsync(ct);
        if (await CommentRedaction.FindAsync(connection, wave, id, ct) is not { } comment)
        {
            return TypedResults.NotFound();
        }
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await CommentRedaction.RemoveAsync(connection, comment, visitor.SignedIn.Email, clock.GetUtcNow(), ct);
        await transaction.CommitAsync(ct);
        return TypedResults.LocalRedirect(PageOf(comment));
    }

    /// <summary>Address of the page that shows the comment.</summary>
    internal static string PageOf(RemovableComment comment) =>
        comment.RelationshipCode is { } relationship
            ? $"/relationships/{relationship}?wave={comment.Wave}#comments"
            : $"/units/{comment.UnitCode}?wave={comment.Wave}#unitComments";
}
