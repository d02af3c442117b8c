using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Npgsql;
using Survey.Api.Forms;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Announcements;
using Survey.Db.Cases;
using Survey.Db.Languages;
using Survey.Db.Settings;
using Survey.Db.Viewers;

namespace Survey.Api.Announcements;

/// <summary>"You said, we did": the provider's lead writes, HR releases (rule E5).</summary>
internal static class AnnouncementEndpoints
{
    private const string One = "/relationships/{code}/told";

    public static void MapAnnouncements(this IEndpointRouteBuilder routes)
    {
        var told = routes.MapGroup(One).RequiresSomewhere(Right.ReadComments);
        told.MapGet("", ShowAsync);
        told.MapPost("", SaveAsync);
        told.MapPost("/release", ReleaseAsync);
        told.MapPost("/take-back", TakeBackAsync);
        told.MapAnnouncementPreviews();
    }

    /// <param name="from">A case of the service: the text begins with what it changes.</param>
    private static async Task<IResult> ShowAsync(
        string code,
        [FromQuery(Name = "in")] string? tongue,
        [FromQuery(Name = "case")] Guid? from,
        string? done,
        Visitor visitor,
        Database database,
        IOptions<ActingOptions> acting,
        OrganisationReader organisation,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        if (await FindAsync(connection, visitor, code, acting, organisation, ct) is not { } view)
        {
            return TypedResults.NotFound();
        }
        var changed = from is { } id ? (await CaseView.FindAsync(connection, visitor.SignedIn, id, clock.GetUtcNow(), ct))?.Case : null;
        return AnnouncementPage.Of(
            visitor,
            view with
            {
                Form =
                    view.Coming is null && changed is not null && changed.RelationshipId == view.Relationship.Id
                        ? new(FormEntries.Empty.With($"text.{visitor.Language.Code}", changed.Change))
                        : view.Form,
                Tongue = Language.Of(tongue ?? visitor.Language.Code).Code,
                Done = AnnouncementPage.Actions.Contains(done) ? done : null,
            }
        );
    }

    private static Task<IResult> SaveAsync(
        string code,
        IFormCollection form,
        Visitor visitor,
        Database database,
        IOptions<ActingOptions> acting,
        OrganisationReader organisation,
        TimeProvider clock,
        CancellationToken ct
    ) =>
        ChangeAsync(
            code,
            form,
            visitor,
            database,
            acting,
            organisation,
            "saved",
            _ => true,
            (connection, view, entries) =>
                AnnouncementChanges.SaveAsync(
                    connection,
                    view.Relationship.Id,
                    AnnouncementView.Texts(entries),
                    view.Fallback,
                    visitor.SignedIn.Email,
                    clock.GetUtcNow(),
                    ct
                ),
            ct
        );

    private static Task<IResult> ReleaseAsync(
        string code,
        IFormCollection form,
        Visitor visitor,
        Database database,
        IOptions<ActingOptions> acting,
        OrganisationReader organisation,
        TimeProvider clock,
        CancellationToken ct
    ) =>
        ChangeAsync(
            code,
            form,
            visitor,
            database,
            acting,
            organisation,
            "released",
            view => view.MayRelease,
            (connection, view, _) =>
                AnnouncementChanges.ReleaseAsync(connection, view.Relationship.Id, visitor.SignedIn.Email, clock.GetUtcNow(), ct),
            ct
        );

    private static Task<IResult> TakeBackAsync(
        string code,
        IFormCollection form,
        Visitor visitor,
        Database database,
        IOptions<ActingOptions> acting,
        OrganisationReader organisation,
        TimeProvider clock,
        CancellationToken ct
    ) =>
        ChangeAsync(
            code,
            form,
            visitor,
            database,
            acting,
            organisation,
            "taken_back",
            _ => true,
            (connection, view, _) =>
                AnnouncementChanges.TakeBackAsync(connection, view.Relationship.Id, visitor.SignedIn.Email, clock.GetUtcNow(), ct),
            ct
        );

    /// <summary>A form that shows something else than what is stored now changes nothing: 409, with what is stored.</summary>
    private static async Task<IResult> ChangeAsync(
        string code,
        IFormCollection form,
        Visitor visitor,
        Database database,
        IOptions<ActingOptions> acting,
        OrganisationReader organisation,
        string done,
        Func<AnnouncementView, bool> may,
        Func<NpgsqlConnection, AnnouncementView, FormEntries, Task<bool>> change,
        CancellationToken ct
    )
    {
        var entries = FormEntries.Of(form);
        var (status, problems) = (StatusCodes.Status404NotFound, (IReadOnlyList<Problem>)[]);
        try
        {
            status = await database.InTransactionAsync(
                async connection =>
                {
                    if (await FindAsync(connection, visitor, code, acting, organisation, ct) is not { } seen)
                    {
                        return StatusCodes.Status404NotFound;
                    }
                    if (!may(seen))
                    {
                        return StatusCodes.Status403Forbidden;
                    }
                    await AnnouncementChanges.LockAsync(connection, seen.Relationship.Id, ct);
                    var coming = await Announcement.ComingAsync(connection, seen.Relationship.Id, ct);
                    return entries.IsBasedOn(AnnouncementView.Fields(coming)) && await change(connection, seen, entries)
                        ? StatusCodes.Status302Found
                        : StatusCodes.Status409Conflict;
                },
                ct
            );
        }
        catch (RefusedException refused)
        {
            (status, problems) = (StatusCodes.Status422UnprocessableEntity, refused.Problems);
        }
        if (status == StatusCodes.Status302Found)
        {
            return TypedResults.Redirect($"/relationships/{code}/told?done={done}");
        }
        await using var connection = await database.OpenAsync(ct);
        return
            status is StatusCodes.Status409Conflict or StatusCodes.Status422UnprocessableEntity
            && await FindAsync(connection, visitor, code, acting, organisation, ct) is { } view
            ? AnnouncementPage.Of(
                visitor,
                view with
                {
                    Form = new FormState(entries)
                    {
                        Problems = problems,
                        Stored = view.Form.Stored,
                        IsStale = status == 409,
                    },
                    Tongue = visitor.Language.Code,
                },
                status
            )
            : TypedResults.StatusCode(status);
    }

    internal static async Task<AnnouncementView?> FindAsync(
        NpgsqlConnection connection,
        Visitor visitor,
        string code,
        IOptions<ActingOptions> acting,
        OrganisationReader organisation,
        CancellationToken ct
    ) =>
        await AnnouncementView.FindAsync(
            connection,
            visitor.SignedIn,
            code,
            acting.Value.LeadReleases,
            (await organisation.ReadAsync(ct)).DefaultLanguage,
            ct
        );
}
