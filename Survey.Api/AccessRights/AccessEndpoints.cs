using Npgsql;
using Survey.Api.Forms;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Messages;
using Survey.Db.Settings;
using Survey.Db.Structure;
using Survey.Db.Viewers;

namespace Survey.Api.AccessRights;

/// <summary>Who may what: give roles and take them.</summary>
internal static class AccessEndpoints
{
    private const string All = "/programme/access";

    public static void MapAccess(this IEndpointRouteBuilder routes)
    {
        var access = routes.MapGroup(All).Requires(Right.ManageAccess);
        access.MapGet("", ShowAsync);
        access.MapPost("", GiveAsync);
        access.MapPost("/take", TakeAsync);
    }

    private static async Task<IResult> ShowAsync(
        string? done,
        string? search,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        var view = await ViewAsync(connection, new FormState(FormEntries.Empty.With("role", RoleGrants.Lead)), clock.GetUtcNow(), ct);
        var text = (search ?? "").Trim();
        return AccessPage.Of(
            visitor,
            view with
            {
                Done = AccessPage.Actions.Contains(done) ? done : null,
                Search = text,
                Holders = [.. view.Holders.Where(holder => holder.Matches(text, visitor.Language))],
            }
        );
    }

    private static async Task<IResult> GiveAsync(
        IFormCollection form,
        Visitor visitor,
        Database database,
        OrganisationReader organisation,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var entries = FormEntries.Of(form);
        var role = entries["role"];
        try
        {
            if (!AccessPage.Roles.Contains(role))
            {
                throw new RefusedException(new Sentence("problems.access.noRole"), "role");
            }
            if (role == RoleGrants.Lead && entries["unit"].Length == 0)
            {
                throw new RefusedException(new Sentence("problems.access.noUnit"), "unit");
            }
            var unit = role == RoleGrants.Lead ? entries["unit"] : null;
            var isOutsider = entries["outsider"] == CheckField.Yes;
            var (actor, now) = (visitor.SignedIn.Email, clock.GetUtcNow());
            var language = (await organisation.ReadAsync(ct)).DefaultLanguage;
            var isNew = await database.InTransactionAsync(
                async connection =>
                {
                    var isGranted = await RoleGrants.GrantAsync(connection, role, entries["email"], unit, isOutsider, actor, now, ct);
                    if (isGranted)
                    {
                        await AccessMails.AddAsync(connection, role, entries["email"], unit, actor, language, now, ct);
                    }
                    return isGranted;
                },
                ct
            );
            return TypedResults.Redirect($"{All}?done={(isNew ? "given" : "present")}");
        }
        catch (RefusedException refused)
        {
            IReadOnlyList<Problem> problems = [.. refused.Problems.Select(problem => problem with { Place = problem.Place ?? "email" })];
            await using var connection = await database.OpenAsync(ct);
            var view = await ViewAsync(connection, new FormState(entries).Refused(problems), clock.GetUtcNow(), ct);
            return AccessPage.Of(visitor, view, StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static async Task<IResult> TakeAsync(
        IFormCollection form,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var entries = FormEntries.Of(form);
        var (email, role) = (entries["email"], entries["role"]);
        var unit = entries["unit"] is { Length: > 0 } code ? code : null;
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenAsync(ct);
        if (await RoleHolder.IsLastToManageAsync(connection, email, role, now, ct))
        {
            var view = await ViewAsync(connection, new FormState(FormEntries.Empty.With("role", RoleGrants.Lead)), now, ct);
            return AccessPage.Of(visitor, view with { Kept = email }, StatusCodes.Status409Conflict);
        }
        try
        {
            var (wasGranted, wasNamed) = await database.InTransactionAsync(
                taking => RoleGrants.RevokeAsync(taking, role, email, unit, visitor.SignedIn.Email, now, ct),
                ct
            );
            return TypedResults.Redirect($"{All}?done={(wasGranted || wasNamed ? "taken" : "gone")}");
        }
        catch (RefusedException)
        {
            return TypedResults.Redirect($"{All}?done=gone");
        }
    }

    private static async Task<AccessView> ViewAsync(NpgsqlConnection connection, FormState form, DateTimeOffset now, CancellationToken ct)
    {
        var holders = await RoleHolder.ListAsync(connection, now, ct);
        return new()
        {
            Search = "",
            Holders = holders,
            Total = holders.Count,
            Units = [.. (await ListedUnit.AllAsync(connection, now, ct)).Where(unit => unit.IsOpen)],
            Form = form,
        };
    }
}
