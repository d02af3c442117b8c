using Survey.Api.Forms;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Settings;
using Survey.Db.Structure;
using Survey.Db.Viewers;

namespace Survey.Api.Structure;

/// <summary>One relationship: change it, end it, resume it.</summary>
internal static class RelationshipSetUpEndpoints
{
    public static void MapRelationshipSetUp(this IEndpointRouteBuilder routes)
    {
        var relationships = routes.MapGroup("/programme/relationships").Requires(Right.RunProgramme);
        relationships.MapGrid();
        relationships.MapGet("/{code}", ShowAsync);
        relationships.MapPost("/{code}", ChangeAsync);
        relationships.MapPost("/{code}/end", EndAsync);
        relationships.MapPost("/{code}/resume", ResumeAsync);
    }

    private static async Task<IResult> ShowAsync(
        string code,
        string? done,
        Visitor visitor,
        Database database,
        OrganisationReader organisation,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var usual = (await organisation.ReadAsync(ct)).MinimumGroup;
        await using var connection = await database.OpenAsync(ct);
        return await RelationshipSetUpView.FindAsync(connection, code, null, usual, clock.GetUtcNow(), ct) is { } view
            ? RelationshipSetUpPage.Of(visitor, view with { Done = RelationshipSetUpPage.Actions.Contains(done) ? done : null })
            : TypedResults.NotFound();
    }

    private static async Task<IResult> ChangeAsync(
        string code,
        IFormCollection form,
        Visitor visitor,
        Database database,
        OrganisationReader organisation,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var entries = FormEntries.Of(form);
        var state = new FormState(entries);
        try
        {
            state = await database.InTransactionAsync(
                async connection =>
                {
                    await StructureLock.TakeAsync(connection, ct);
                    var stored = await ListedRelationship.FindAsync(connection, code, ct);
                    if (stored is null || !entries.IsBasedOn(RelationshipSetUpView.Fields(stored)))
                    {
                        return state with { IsStale = true };
                    }
                    var entry = RelationshipSetUpView.Read(stored.Code, entries);
                    await RelationshipChanges.ChangeAsync(connection, entry, visitor.SignedIn.Email, clock.GetUtcNow(), ct);
                    return state;
                },
                ct
            );
        }
        catch (RefusedException refused)
        {
            state = state.Refused(refused.Problems);
        }
        if (!state.IsStale && state.Problems.Count == 0)
        {
            return TypedResults.Redirect($"/programme/relationships/{code}?done=changed");
        }
        var usual = (await organisation.ReadAsync(ct)).MinimumGroup;
        await using var connection = await database.OpenAsync(ct);
        return await RelationshipSetUpView.FindAsync(connection, code, state, usual, clock.GetUtcNow(), ct) is { } view
            ? RelationshipSetUpPage.Of(
                visitor,
                view,
                state.IsStale ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity
            )
            : TypedResults.NotFound();
    }

    private static async Task<IResult> EndAsync(
        string code,
        IFormCollection form,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await database.InTransactionAsync(
            connection => RelationshipChanges.EndAsync(connection, code, visitor.SignedIn.Email, clock.GetUtcNow(), ct),
            ct
        );
        return TypedResults.Redirect($"/programme/relationships/{code}?done=ended");
    }

    /// <summary>Refused only if a unit was closed meanwhile; the page says so.</summary>
    private static async Task<IResult> ResumeAsync(
        string code,
        IFormCollection form,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        try
        {
            await database.InTransactionAsync(
                connection => RelationshipChanges.ResumeAsync(connection, code, visitor.SignedIn.Email, clock.GetUtcNow(), ct),
                ct
            );
            return TypedResults.Redirect($"/programme/relationships/{code}?done=resumed");
        }
        catch (RefusedException)
        {
            return TypedResults.Redirect($"/programme/relationships/{code}?done=refused");
        }
    }
}
