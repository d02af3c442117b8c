using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Responses;
using Survey.Db.Tokens;

namespace Survey.Api.Respond;

/// <summary>What stands behind the links of an e-mail. The token in the path is the credential; no cookie is read or set.</summary>
internal static class RespondEndpoints
{
    public static void MapRespond(this IEndpointRouteBuilder routes)
    {
        routes.MapSiteFile(RespondScript.Address, "text/javascript; charset=utf-8", RespondScript.Content);
        var links = routes.MapGroup("").DisableAntiforgery().ExcludeFromDescription();
        links.MapGet("/r/{token}", ShowAsync);
        links.MapPost("/r/{token}", SubmitAsync);
        links.MapOptOut();
        links.MapGet("/privacy", Privacy);
        routes.MapResponsesApi();
    }

    private static async Task<RazorComponentResult> ShowAsync(string token, HttpContext context, Database database, TokenKey key, TimeProvider time, CancellationToken ct)
    {
        var form = await FindAsync(token, database, key, ct);
        var visitor = Visitor.Anonymous(context, form?.Language);
        return Ended(form, visitor, token, time.GetUtcNow()) is { } ended ? ended
            : Page(visitor, token, form!, new Entries(), [], StatusCodes.Status200OK);
    }

    private static async Task<RazorComponentResult> SubmitAsync(string token, HttpContext context, Database database, TokenKey key, TimeProvider time, CancellationToken ct)
    {
        var form = await FindAsync(token, database, key, ct);
        var visitor = Visitor.Anonymous(context, form?.Language);
        if (Ended(form, visitor, token, time.GetUtcNow()) is { } ended)
        {
            return ended;
        }
        var (fields, refused) = await FormReading.ReadAsync(context.Request, ct);
        if (refused is { } status)
        {
            return Notice(visitor, status == StatusCodes.Status413PayloadTooLarge ? "tooLarge" : "unreadable", status, token);
        }
        var entries = FormReading.Entries(fields, form!);
        var (submission, problems) = Checking.Check(form!, entries, visitor.Language.Code);
        return submission is null
            ? Page(visitor, token, form!, entries, problems, StatusCodes.Status422UnprocessableEntity)
            : Outcome(await Submissions.StoreAsync(database, submission, time.GetUtcNow(), CancellationToken.None), visitor, token);
    }

    /// <returns>Null when the token was not made here, which costs no query, or names no invitation.</returns>
    public static async Task<InvitationForm?> FindAsync(string token, Database database, TokenKey key, CancellationToken ct)
    {
        if (key.Read(TokenPurpose.Respond, token) is not { } invitation)
        {
            return null;
        }
        await using var connection = await database.OpenAsync(ct);
        return await InvitationForm.FindAsync(connection, invitation, ct);
    }

    private static RazorComponentResult<NoticePage>? Ended(InvitationForm? form, Visitor visitor, string token, DateTimeOffset now) =>
        form is null ? Notice(visitor, "unknown", StatusCodes.Status404NotFound, null)
        : !form.IsOpen(now) ? Notice(visitor, "closed", StatusCodes.Status410Gone, token)
        : form.IsAnswered ? Notice(visitor, "answered", StatusCodes.Status200OK, token)
        : null;

    private static RazorComponentResult<NoticePage> Outcome(SubmissionResult result, Visitor visitor, string token) => result switch
    {
        SubmissionResult.Stored => Notice(visitor, "stored", StatusCodes.Status200OK, token),
        SubmissionResult.AlreadyAnswered => Notice(visitor, "answered", StatusCodes.Status200OK, token),
        _ => Notice(visitor, "closed", StatusCodes.Status410Gone, token),
    };

    private static RazorComponentResult<RespondPage> Page(
        Visitor visitor, string token, InvitationForm form, Entries entries, IReadOnlyList<Problem> problems, int status) =>
        new(new { Visitor = visitor, Token = token, Form = form, Entries = entries, Problems = problems }) { StatusCode = status };

    public static RazorComponentResult<NoticePage> Notice(Visitor visitor, string notice, int status, string? token) =>
        new(new { Visitor = visitor, Notice = notice, Token = token }) { StatusCode = status };

    private static RazorComponentResult<PrivacyPage> Privacy(HttpContext context, IConfiguration configuration) => new(new
    {
        Visitor = Visitor.Anonymous(context),
        MinimumGroup = configuration.GetValue("Privacy:MinimumGroup", 5),
        MinimumComments = configuration.GetValue("Privacy:MinimumComments", 10),
    });
}
