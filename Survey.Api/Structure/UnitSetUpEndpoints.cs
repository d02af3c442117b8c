using Npgsql;
using Survey.Api.Forms;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Settings;
using Survey.Db.Structure;
using Survey.Db.Viewers;

namespace Survey.Api.Structure;

/// <summary>The tree of units: add, rename, move, close.</summary>
internal static class UnitSetUpEndpoints
{
    private const string All = "/programme/units";

    public static void MapUnitSetUp(this IEndpointRouteBuilder routes)
    {
        var units = routes.MapGroup(All).Requires(Right.RunProgramme);
        units.MapGet("", ListAsync);
        units.MapPost("", AddAsync);
        units.MapGet("/{code}", ShowAsync);
        units.MapPost("/{code}", ChangeAsync);
        units.MapPost("/{code}/close", CloseAsync);
        units.MapPost("/{code}/reopen", ReopenAsync);
    }

    private static async Task<IResult> ListAsync(
        string? done,
        Visitor visitor,
        Database database,
        OrganisationReader organisation,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var settings = await organisation.ReadAsync(ct);
        await using var connection = await database.OpenAsync(ct);
        var reach = await ServiceReach.LoadAsync(connection, settings.MinimumGroup, clock.GetUtcNow(), ct);
        return UnitTreePage.Of(
            visitor,
            new()
            {
                Units = reach.Units,
                MinimumGroup = reach.MinimumGroup(),
                Form = new(UnitForms.New(reach.Units, settings.Name)),
                Done = UnitTreePage.Actions.Contains(done) ? done : null,
            }
        );
    }

    private static async Task<IResult> AddAsync(
        IFormCollection form,
        Visitor visitor,
        Database database,
        OrganisationReader organisation,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var entries = FormEntries.Of(form);
        try
        {
            await database.InTransactionAsync(
                async connection =>
                {
                    await StructureLock.TakeAsync(connection, ct);
                    return await UnitChanges.AddAsync(connection, UnitForms.Read(entries), visitor.SignedIn.Email, clock.GetUtcNow(), ct);
                },
                ct
            );
            return TypedResults.Redirect($"{All}?done=added");
        }
        catch (RefusedException refused)
        {
            var settings = await organisation.ReadAsync(ct);
            await using var connection = await database.OpenAsync(ct);
            var reach = await ServiceReach.LoadAsync(connection, settings.MinimumGroup, clock.GetUtcNow(), ct);
            return UnitTreePage.Of(
                visitor,
                new()
                {
                    Units = reach.Units,
                    MinimumGroup = reach.MinimumGroup(),
                    Form = new FormState(entries).Refused(refused.Problems),
                },
                StatusCodes.Status422UnprocessableEntity
            );
        }
    }

    private static async Task<IResult> ShowAsync(
        string code,
        string? done,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        return await ViewAsync(connection, code, null, clock.GetUtcNow(), ct) is { } view
            ? UnitSetUpPage.Of(visitor, view with { Done = UnitSetUpPage.Actions.Contains(done) ? done : null })
            : TypedResults.NotFound();
    }

    private static async Task<IResult> ChangeAsync(
        string code,
        IFormCollection form,
        Visitor visitor,
        Database database,
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
                    var unit = await ListedUnit.FindAsync(connection, code, now, ct);
                    if (unit is null || !entries.IsBasedOn(UnitForms.Of(unit)))
                    {
                        state = state with { Stored = unit is null ? null : UnitForms.Of(unit), IsStale = true };
                        return;
                    }
                    await UnitChanges.ChangeAsync(connection, UnitForms.Read(entries, unit.Code), visitor.SignedIn.Email, now, ct);
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
            return TypedResults.Redirect($"{All}/{code}?done=saved");
        }
        await using var connection = await database.OpenAsync(ct);
        return await ViewAsync(connection, code, state, now, ct) is { } view
            ? UnitSetUpPage.Of(
                visitor,
                view with
                {
                    Told = told,
                },
                state.IsStale ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity
            )
            : TypedResults.NotFound();
    }

    private static Task<IResult> CloseAsync(
        string code,
        IFormCollection form,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    ) => TurnAsync(code, "closed", UnitChanges.CloseAsync, visitor, database, clock, ct);

    private static Task<IResult> ReopenAsync(
        string code,
        IFormCollection form,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    ) => TurnAsync(code, "reopened", UnitChanges.ReopenAsync, visitor, database, clock, ct);

    /// <summary>Closes or opens a unit. The page says what stands in the way.</summary>
    private static async Task<IResult> TurnAsync(
        string code,
        string done,
        Func<NpgsqlConnection, string, string, DateTimeOffset, CancellationToken, Task> turn,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        try
        {
            await database.InTransactionAsync(
                async connection =>
                {
                    await StructureLock.TakeAsync(connection, ct);
                    await turn(connection, code, visitor.SignedIn.Email, clock.GetUtcNow(), ct);
                },
                ct
            );
            return TypedResults.Redirect($"{All}/{code}?done={done}");
        }
        catch (RefusedException refused)
        {
            await using var connection = await database.OpenAsync(ct);
            return await ViewAsync(connection, code, null, clock.GetUtcNow(), ct) is { } view
                ? UnitSetUpPage.Of(visitor, view with { Refused = refused.Problems }, StatusCodes.Status409Conflict)
                : TypedResults.NotFound();
        }
    }

    private static async Task<UnitSetUpView?> ViewAsync(
        NpgsqlConnection connection,
        string code,
        FormState? form,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var units = await ListedUnit.AllAsync(connection, now, ct);
        if (units.FirstOrDefault(one => string.Equals(one.Code, code, StringComparison.OrdinalIgnoreCase)) is not { } unit)
        {
            return null;
        }
        var stored = UnitForms.Of(unit);
        return new()
        {
            Units = units,
            Unit = unit,
            Services =
            [
                .. (await ListedRelationship.AllAsync(connection, ct)).Where(one => one.ProviderId == unit.Id || one.CustomerId == unit.Id),
            ],
            Form = form is null ? FormState.Of(stored) : form with { Stored = form.IsStale ? form.Stored : stored },
        };
    }
}
