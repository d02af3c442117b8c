using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Survey.Api.Respond;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Db.Responses;
using Survey.Db.Settings;

namespace Survey.Api.Questionnaires;

/// <summary>The real form in a frame, as a made-up person. What is sent is checked as always, and stored nowhere (rule G6).</summary>
internal static class TryEndpoints
{
    private const string Try = ServiceEndpoints.One + "/try";

    public static void MapTryOut(this IEndpointRouteBuilder services)
    {
        services.MapGet(Try, ShowAsync);
        services.MapGet(Try + "/form", FormAsync);
        services.MapPost(Try + "/form", SendAsync);
    }

    public static string AddressOf(string code, string language) => $"{ServiceEndpoints.AddressOf(code)}/try?in={language}";

    private static async Task<IResult> ShowAsync(
        string code,
        [FromQuery(Name = "in")] string? language,
        Visitor visitor,
        Database database,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        return await StoredQuestionnaire.FindAsync(connection, code, ct) is { } stored
            ? TryPage.Of(visitor, new() { Stored = stored, Tongue = Language.Of(language ?? visitor.Language.Code).Code })
            : TypedResults.NotFound();
    }

    private static async Task<IResult> FormAsync(
        string code,
        [FromQuery(Name = "in")] string? language,
        HttpContext context,
        Database database,
        TimeProvider clock,
        OrganisationReader organisation,
        CancellationToken ct
    ) =>
        await TrialForm.ReadAsync(
            database,
            code,
            Language.Of(language),
            (await organisation.ReadAsync(ct)).PulseDefaults,
            clock.GetUtcNow(),
            ct
        )
            is { } form
            ? Framed(context, form, Language.Of(language), [])
            : TypedResults.NotFound();

    private static async Task<IResult> SendAsync(
        string code,
        [FromQuery(Name = "in")] string? language,
        HttpContext context,
        IFormCollection sent,
        Database database,
        TimeProvider clock,
        OrganisationReader organisation,
        IOptions<WaveOptions> waves,
        CancellationToken ct
    )
    {
        var tongue = Language.Of(language);
        if (
            await TrialForm.ReadAsync(database, code, tongue, (await organisation.ReadAsync(ct)).PulseDefaults, clock.GetUtcNow(), ct)
            is not { } form
        )
        {
            return TypedResults.NotFound();
        }
        var input = FormReading.Parse(TrialForm.WithoutToken(sent), form);
        var (submission, problems) = input.IsUntouched ? (null, [ValidationError.Untouched]) : Validator.Check(form, input, tongue.Code);
        if (submission is null)
        {
            return Framed(
                context,
                form,
                tongue,
                new() { [nameof(RespondPage.Input)] = input, [nameof(RespondPage.Problems)] = problems },
                422
            );
        }
        AllowFrame(context);
        return NoticePage.Of(tongue, TrialForm.Thanks(form, tongue, waves.Value.Rest));
    }

    private static RazorComponentResult<RespondPage> Framed(
        HttpContext context,
        InvitationForm form,
        Language language,
        Dictionary<string, object?> more,
        int status = StatusCodes.Status200OK
    )
    {
        AllowFrame(context);
        return new RazorComponentResult<RespondPage>(TrialForm.Parameters(form, language, more)) { StatusCode = status };
    }

    /// <summary>As every page's policy, but for a frame of this site.</summary>
    public static void AllowFrame(HttpContext context) =>
        context.Response.Headers.ContentSecurityPolicy =
            "default-src 'self'; img-src 'self' data:; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'self'";
}
