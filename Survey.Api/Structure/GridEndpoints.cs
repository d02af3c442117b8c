using Survey.Api.Forms;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Settings;
using Survey.Db.Structure;

namespace Survey.Api.Structure;

/// <summary>Who serves whom: the grid, and the quick set of those who serve everybody.</summary>
internal static class GridEndpoints
{
    public static void MapGrid(this IEndpointRouteBuilder relationships)
    {
        relationships.MapGet("", ShowAsync);
        relationships.MapPost("", SaveAsync);
        relationships.MapPost("/everybody", EverybodyAsync);
    }

    private static async Task<IResult> ShowAsync(
        string? journey,
        string? provider,
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
        var view = await RelationshipGridView.LoadAsync(connection, journey, provider, usual, clock.GetUtcNow(), ct);
        return RelationshipGridPage.Of(visitor, view with { Done = RelationshipGridPage.Actions.Contains(done) ? done : null });
    }

    /// <summary>Ticked pairs begin, others end.</summary>
    private static async Task<IResult> SaveAsync(
        string? journey,
        string? provider,
        IFormCollection form,
        Visitor visitor,
        Database database,
        OrganisationReader organisation,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var entries = FormEntries.Of(form);
        var usual = (await organisation.ReadAsync(ct)).MinimumGroup;
        var state = new FormState(entries);
        var now = clock.GetUtcNow();
        RelationshipGridView? view = null;
        Consequences? told = null;
        try
        {
            told = await Consequences.SaveAsync(
                database,
                entries,
                visitor.Language,
                async connection =>
                {
                    view = await RelationshipGridView.LoadAsync(connection, journey, provider, usual, now, ct);
                    var stored = view.Grid.Entries;
                    state = state with { Stored = stored, IsStale = !entries.IsBasedOn(stored) };
                    if (state.IsStale || view.Journey is not { } chosen)
                    {
                        return;
                    }
                    var before = GridForms.Pairs(stored, view.Provider?.Code);
                    var after = GridForms.Pairs(entries, view.Provider?.Code);
                    var actor = visitor.SignedIn.Email;
                    await RelationshipChanges.EndAsync(connection, chosen.Code, [.. before.Except(after)], actor, now, ct);
                    await RelationshipChanges.BeginAsync(connection, chosen.Code, [.. after.Except(before)], actor, now, ct);
                },
                now,
                ct
            );
        }
        catch (RefusedException refused)
        {
            state = state.Refused(refused.Problems);
        }
        return state.IsStale || state.Problems.Count > 0 || told is not null
            ? RelationshipGridPage.Of(
                visitor,
                view! with
                {
                    Grid = state,
                    GridTold = told,
                },
                state.IsStale ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity
            )
            : TypedResults.Redirect($"{view!.Address}&done=saved");
    }

    private static async Task<IResult> EverybodyAsync(
        IFormCollection form,
        Visitor visitor,
        Database database,
        OrganisationReader organisation,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var entries = FormEntries.Of(form);
        var usual = (await organisation.ReadAsync(ct)).MinimumGroup;
        var now = clock.GetUtcNow();
        RelationshipGridView? view = null;
        Consequences? told = null;
        try
        {
            told = await Consequences.SaveAsync(
                database,
                entries,
                visitor.Language,
                async connection =>
                {
                    view = await RelationshipGridView.LoadAsync(connection, entries["journey"], null, usual, now, ct);
                    if (entries.All("provider").Count == 0)
                    {
                        throw new RefusedException(new Sentence("problems.relationship.noProvider"), "provider");
                    }
                    var root = view.Units.First(unit => unit.ParentId is null);
                    await RelationshipChanges.BeginAsync(
                        connection,
                        entries["journey"],
                        [.. entries.All("provider").Select(provider => new UnitPair(provider, root.Code))],
                        visitor.SignedIn.Email,
                        now,
                        ct
                    );
                },
                now,
                ct
            );
        }
        catch (RefusedException refused)
        {
            var quick = new FormState(entries).Refused(refused.Problems);
            return RelationshipGridPage.Of(visitor, view! with { Quick = quick }, StatusCodes.Status422UnprocessableEntity);
        }
        return told is null
            ? TypedResults.Redirect($"{view!.Address}&done=everybody")
            : RelationshipGridPage.Of(
                visitor,
                view! with
                {
                    Quick = new FormState(entries),
                    QuickTold = told,
                },
                StatusCodes.Status422UnprocessableEntity
            );
    }
}
