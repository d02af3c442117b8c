using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Api.Respond.OptOut;
using Survey.Api.Shared;
using Survey.Db.Languages;
using Survey.Db.Responses;
using Survey.Db.Settings;

namespace Survey.Api.Respond;

/// <summary>Pages behind the links of an e-mail. The token in the path is the credential; no cookie is read or set.</summary>
internal static class RespondEndpoints
{
    public static void MapRespond(this IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("").Public();
        open.MapSiteFile(RespondScript.File.Address, "text/javascript; charset=utf-8", RespondScript.File.Content);
        var links = open.MapGroup("").DisableAntiforgery().ExcludeFromDescription().AddEndpointFilter(LinkGuard.ApplyAsync);
        links.MapGet("/r/{token}", ShowAsync);
        links.MapPost("/r/{token}", SubmitAsync);
        links.MapOptOut();
        links.MapGet("/privacy", PrivacyAsync);
        open.MapResponsesApi();
    }

    private static async Task<IResult> ShowAsync(
        string token,
        HttpContext context,
        InvitationLinks links,
        FormPages pages,
        TimeProvider time
    )
    {
        var form = await links.FindAsync(token);
        var language = Visitor.Anonymous(context, form?.Language).Language;
        return Ended(form, language, token, time.GetUtcNow()) is { } ended ? ended
            : form!.IsAnswered ? Answered(language, token)
            : await pages.ComposeAsync(token, form, language);
    }

    private static async Task<IResult> SubmitAsync(
        string token,
        HttpContext context,
        InvitationLinks links,
        FormPages pages,
        SubmissionQueue queue,
        TimeProvider time,
        CancellationToken ct
    )
    {
        var form = await links.FindAsync(token);
        var language = Visitor.Anonymous(context, form?.Language).Language;
        if (Ended(form, language, token, time.GetUtcNow()) is { } ended)
        {
            return ended;
        }
        var (fields, refused) = await FormReading.ReadAsync(context.Request, FormLimits.Compute(form!.Relationships), ct);
        if (refused is { } refusal)
        {
            return Notice(language, refusal == StatusCodes.Status413PayloadTooLarge ? "tooLarge" : "unreadable", refusal, token);
        }
        var input = FormReading.Parse(fields, form);
        if (form.IsAnswered)
        {
            return form.Receipt == input.Receipt ? await pages.ThankAsync(token, form, language, input) : Answered(language, token);
        }
        if (input.IsUntouched)
        {
            return await RefuseAsync([ValidationError.Untouched]);
        }
        var (submission, problems) = Validator.Check(form, input, language.Code);
        if (submission is null)
        {
            return await RefuseAsync(problems);
        }
        if (!input.IsConfirmed && Validator.Unrated(form, submission) is { Count: > 0 } unrated)
        {
            return await pages.ConfirmAsync(token, form, language, input, unrated);
        }
        var result = await queue.StoreAsync(submission);
        if (result is not null)
        {
            return result == SubmissionResult.Stored ? await pages.ThankAsync(token, form, language, input)
                : result == SubmissionResult.Closed ? Notice(language, "closed", StatusCodes.Status410Gone, token)
                : Answered(language, token);
        }
        RetryAfter.Set(context.Response, SubmissionQueue.RetryAfter);
        return await RefuseAsync([ValidationError.Busy], StatusCodes.Status503ServiceUnavailable);

        async Task<IResult> RefuseAsync(IReadOnlyList<ValidationError> found, int status = StatusCodes.Status422UnprocessableEntity) =>
            await pages.RefuseAsync(token, form, language, input, found, status);
    }

    private static RazorComponentResult<NoticePage>? Ended(InvitationForm? form, Language language, string token, DateTimeOffset now) =>
        form is null ? Notice(language, "unknown", StatusCodes.Status404NotFound, null)
        : !form.IsOpen(now) ? Notice(language, "closed", StatusCodes.Status410Gone, token)
        : null;

    private static RazorComponentResult<NoticePage> Answered(Language language, string token) =>
        Notice(language, "answered", StatusCodes.Status200OK, token);

    public static RazorComponentResult<NoticePage> Notice(Language language, string notice, int status, string? token) =>
        NoticePage.Of(language, new NoticeView(notice, token, token is null ? null : DraftName.Of(token)), status);

    private static async Task<RazorComponentResult<PrivacyPage>> PrivacyAsync(
        HttpContext context,
        OrganisationReader organisation,
        CancellationToken ct
    ) => PrivacyPage.Of(Visitor.Anonymous(context).Language, await organisation.ReadAsync(ct));
}
