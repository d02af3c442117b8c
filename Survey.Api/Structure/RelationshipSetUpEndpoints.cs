using Npgsql;
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
    private const string All = "/programme/relationships";

    public static void MapRelationshipSetUp(this IEndpointRouteBuilder routes)
    {
        var relationships = routes.MapGroup(All).Requires(Right.RunProgramme);
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
        var now = clock.GetUtcNow();
        var state = new FormState(entries);
        Consequences? told = null;
        try
        {
            told = await Consequences.SaveAsync(
                database,
                entries,
                visitor.Language,
                async connection =>
                {
                    var stored = await ListedRelationship.FindAsync(connection, code, ct);
                    if (stored is null || !entries.IsBasedOn(RelationshipSetUpView.Fields(stored)))
                    {
                        state = state with { IsStale = true };
                        return;
                    }
                    var entry = RelationshipSetUpView.Read(stored.Code, entries);
                    await RelationshipChanges.ChangeAsync(connection, entry, visitor.SignedIn.Email, now, ct);
                },
                now,
                ct
            );
        }
        catch (RefusedException refused)
        {
            state = state.Refused(refused.Problems);
        }
        if (!state.IsStale && state.Problems.Count == 0 && told is null)
        {
            return TypedResults.Redirect($"{All}/{code}?done=changed");
        }
        var usual = (await organisation.ReadAsync(ct)).MinimumGroup;
        await using var connection = await database.OpenAsync(ct);
        return await RelationshipSetUpView.FindAsync(connection, code, state, usual, now, ct) is { } view
            ? RelationshipSetUpPage.Of(
                visitor,
                view with
                {
                    Told = told,
                },
                state.IsStale ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity
            )
            : TypedResults.NotFound();
    }

    private static Task<IResult> EndAsync(
        string code,
        IFormCollection form,
        Visitor visitor,
        Database database,
        OrganisationReader organisation,
        TimeProvider clock,
        CancellationToken ct
    ) => TurnAsync(code, form, "ended", RelationshipChanges.EndAsync, visitor, database, organisation, clock, ct);

    private static Task<IResult> ResumeAsync(
        string code,
        IFormCollection form,
        Visitor visitor,
        Database database,
        OrganisationReader organisation,
        TimeProvider clock,
        CancellationToken ct
    ) => TurnAsync(code, form, "resumed", RelationshipChanges.ResumeAsync, visitor, database, organisation, clock, ct);

    /// <summary>Refused only if a unit was closed meanwhile; the page says so.</summary>
    private static async Task<IResult> TurnAsync(
        string code,
        IFormCollection form,
        string done,
        Func<NpgsqlConnection, string, string, DateTimeOffset, CancellationToken, Task> turn,
        Visitor visitor,
        Database database,
        OrganisationReader organisation,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var now = clock.GetUtcNow();
        try
        {
            var told = await Consequences.SaveAsync(
                database,
                FormEntries.Of(form),
                visitor.Language,
                connection => turn(connection, code, visitor.SignedIn.Email, now, ct),
                now,
                ct
            );
            if (told is null)
            {
                return TypedResults.Redirect($"{All}/{code}?done={done}");
            }
            var usual = (await organisation.ReadAsync(ct)).MinimumGroup;
            await using var connection = await database.OpenAsync(ct);
            return await RelationshipSetUpView.FindAsync(connection, code, null, usual, now, ct) is { } view
                ? RelationshipSetUpPage.Of(visitor, view with { TurnTold = told }, StatusCodes.Status422UnprocessableEntity)
                : TypedResults.NotFound();
        }
        catch (RefusedException)
        {
            return TypedResults.Redirect($"{All}/{code}?done=refused");
        }
    }
}
