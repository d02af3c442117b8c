using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Npgsql;
using Survey.Api.Letters;
using Survey.Api.Mails;
using Survey.Api.Questionnaires;
using Survey.Api.Respond;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Announcements;
using Survey.Db.Languages;
using Survey.Db.Responses;
using Survey.Db.Settings;
using Survey.Db.Structure;
using Survey.Db.Viewers;

namespace Survey.Api.Announcements;

/// <summary>The text that waits, in the mail and above the form, for frames. Nothing can be sent from there.</summary>
internal static class AnnouncementPreviews
{
    public static void MapAnnouncementPreviews(this IEndpointRouteBuilder told)
    {
        told.MapGet("/mail", MailAsync);
        told.MapGet("/form", FormAsync);
    }

    private static async Task<IResult> MailAsync(
        string code,
        [FromQuery(Name = "in")] string? tongue,
        HttpContext context,
        Visitor visitor,
        Database database,
        LetterPreview preview,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        return
            await FindAsync(connection, visitor.SignedIn, code, ct) is ({ } relationship, { } told)
            && await preview.AnnouncingAsync(connection, relationship.Code, told, Language.Of(tongue), ct) is { } letter
            ? FramedMail.Of(context, (await preview.WriteAsync(letter)).Html, linksOpen: false)
            : TypedResults.NotFound();
    }

    private static async Task<IResult> FormAsync(
        string code,
        [FromQuery(Name = "in")] string? tongue,
        HttpContext context,
        Visitor visitor,
        Database database,
        OrganisationReader organisation,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        if (await FindAsync(connection, visitor.SignedIn, code, ct) is not ({ } relationship, { } told))
        {
            return TypedResults.NotFound();
        }
        var (language, privacy) = (Language.Of(tongue), (await organisation.ReadAsync(ct)).PulseDefaults);
        if (await TrialForm.ReadAsync(database, relationship.Journey, language, privacy, clock.GetUtcNow(), ct) is not { } form)
        {
            return TypedResults.NotFound();
        }
        TryEndpoints.AllowFrame(context);
        return new RazorComponentResult<RespondPage>(TrialForm.Parameters(About(form, relationship, told), language, []));
    }

    private static InvitationForm About(InvitationForm form, ListedRelationship relationship, Announced told) =>
        form with
        {
            Relationships =
            [
                form.Relationships[0] with
                {
                    Code = relationship.Code,
                    Kind = relationship.Kind,
                    Provider = relationship.ProviderNames,
                    Customer = relationship.CustomerNames,
                    Announced = told,
                },
            ],
        };

    private static async Task<(ListedRelationship? Relationship, Announced? Told)> FindAsync(
        NpgsqlConnection connection,
        Viewer viewer,
        string code,
        CancellationToken ct
    ) =>
        await ListedRelationship.FindAsync(connection, code, ct) is { } relationship && viewer.ReadsComments(relationship.ProviderId)
            ? (relationship, (await Announcement.ComingAsync(connection, relationship.Id, ct))?.Told)
            : (null, null);
}
