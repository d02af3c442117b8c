using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Api.Forms;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Questionnaires;
using Survey.Db.Viewers;

namespace Survey.Api.Questionnaires;

/// <summary>Kinds of service: begun from a template or a file, changed version by version.</summary>
internal static class ServiceEndpoints
{
    public const string All = "/programme/services";
    public const string One = All + "/{code}";

    public static void MapServices(this IEndpointRouteBuilder routes)
    {
        var services = routes.MapGroup("").Requires(Right.RunProgramme);
        services.MapGet(All, ListAsync);
        services.MapPost(All, BeginAsync);
        services.MapGet(One, ShowAsync);
        services.MapPost(One, RenameAsync);
        services.MapGet(One + "/file", DownloadAsync);
        services.MapPost(One + "/file", UploadAsync);
        services.MapSteps();
        services.MapQuestions();
        services.MapTryOut();
    }

    public static string AddressOf(string code) => $"{All}/{code}";

    /// <summary>Back to the page of the kind of service, which says what was done.</summary>
    public static RedirectHttpResult Back(QuestionnaireChange change, string done) =>
        TypedResults.Redirect($"{AddressOf(change.Before!.Code)}?done={(change.Stored!.IsNew ? done : "unchanged")}");

    private static async Task<IResult> ListAsync(string? template, string? done, Visitor visitor, Database database, CancellationToken ct)
    {
        if (template is null)
        {
            return await ListPageAsync(visitor, database, new FormState(FormEntries.Empty), done, ct);
        }
        if (!TemplateShelf.Codes.Contains(template))
        {
            return TypedResults.NotFound();
        }
        var entries = FormEntries.Empty.With(TemplatePage.Code, template);
        return TemplatePage.Of(visitor, new() { Template = await TemplateShelf.ReadAsync(template, ct), Form = new FormState(entries) });
    }

    private static async Task<IResult> ListPageAsync(Visitor visitor, Database database, FormState file, string? done, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return ServicesPage.Of(
            visitor,
            new()
            {
                Services = await StoredQuestionnaire.ListAsync(connection, ct),
                Templates = await TemplateShelf.ListAsync(ct),
                File = file,
                Done = done,
            },
            file.Problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK
        );
    }

    private static async Task<IResult> BeginAsync(
        string? template,
        IFormCollection form,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var entries = FormEntries.Of(form);
        if (template is not null && !TemplateShelf.Codes.Contains(template))
        {
            return TypedResults.NotFound();
        }
        try
        {
            var begun = template is null
                ? await UploadedJourney.ReadAsync(form, ct)
                : await TemplateShelf.ReadAsync(template, ct) with
                {
                    Code = entries[TemplatePage.Code],
                };
            await QuestionnaireChange.BeginAsync(database, begun, visitor.SignedIn.Email, clock.GetUtcNow(), ct);
            return TypedResults.Redirect($"{AddressOf(begun.Code)}?done=begun");
        }
        catch (RefusedException refusal) when (template is not null)
        {
            return TemplatePage.Of(
                visitor,
                new() { Template = await TemplateShelf.ReadAsync(template, ct), Form = new FormState(entries).Refused(refusal.Problems) },
                StatusCodes.Status422UnprocessableEntity
            );
        }
        catch (RefusedException refusal)
        {
            var state = new FormState(entries).Refused(UploadedJourney.Problems(refusal));
            return await ListPageAsync(visitor, database, state, null, ct);
        }
    }

    private static async Task<IResult> ShowAsync(string code, string? done, Visitor visitor, Database database, CancellationToken ct) =>
        await ServicePageAsync(code, visitor, database, view => view with { Done = done }, StatusCodes.Status200OK, ct);

    private static async Task<IResult> RenameAsync(
        string code,
        IFormCollection form,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var entries = FormEntries.Of(form);
        var names = entries.Names(ServicePage.Name);
        if (names is null)
        {
            var problem = new Problem(null, ServicePage.Name, new("problems.journey.noText"));
            return await ServicePageAsync(
                code,
                visitor,
                database,
                view => view with { Names = view.Names with { Entries = entries, Problems = [problem] } },
                StatusCodes.Status422UnprocessableEntity,
                ct
            );
        }
        var change = await QuestionnaireChange.StoreAsync(
            database,
            code,
            before => entries.IsBasedOn(ServicePage.EntriesOf(before)) ? before with { Name = names } : null,
            visitor.SignedIn.Email,
            clock.GetUtcNow(),
            ct
        );
        return change.Before is null ? TypedResults.NotFound()
            : change.Stored is not null ? Back(change, "renamed")
            : await ServicePageAsync(
                code,
                visitor,
                database,
                view => view with { Names = view.Names with { Entries = entries, Problems = change.Problems, IsStale = change.IsStale } },
                change.IsStale ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity,
                ct
            );
    }

    private static async Task<IResult> DownloadAsync(string code, int? version, Database database, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var versions = await QuestionnaireVersion.ListAsync(connection, code, ct);
        var found = versions.FirstOrDefault(one => version is null || one.Version == version);
        return found is null
            ? TypedResults.NotFound()
            : TypedResults.File(QuestionnaireJson.WriteFile(found.Questionnaire), "application/json", $"{found.Questionnaire.Code}.json");
    }

    private static async Task<IResult> UploadAsync(
        string code,
        IFormCollection form,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        IReadOnlyList<Problem> problems;
        try
        {
            var uploaded = await UploadedJourney.ReadAsync(form, ct);
            if (uploaded.Code.Equals(code, StringComparison.OrdinalIgnoreCase))
            {
                var change = await QuestionnaireChange.StoreAsync(
                    database,
                    code,
                    _ => uploaded,
                    visitor.SignedIn.Email,
                    clock.GetUtcNow(),
                    ct
                );
                return change.Before is null ? TypedResults.NotFound() : Back(change, "uploaded");
            }
            problems = [new Problem(null, UploadedJourney.Field, new("problems.journey.otherCode", Codes.Shorten(uploaded.Code), code))];
        }
        catch (RefusedException refusal)
        {
            problems = UploadedJourney.Problems(refusal);
        }
        return await ServicePageAsync(
            code,
            visitor,
            database,
            view => view with { File = view.File.Refused(problems) },
            StatusCodes.Status422UnprocessableEntity,
            ct
        );
    }

    /// <param name="with">What a request adds to the page.</param>
    public static async Task<IResult> ServicePageAsync(
        string code,
        Visitor visitor,
        Database database,
        Func<ServiceView, ServiceView> with,
        int status,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        if (await StoredQuestionnaire.FindAsync(connection, code, ct) is not { } stored)
        {
            return TypedResults.NotFound();
        }
        var view = new ServiceView
        {
            Stored = stored,
            Versions = await QuestionnaireVersion.ListAsync(connection, code, ct),
            Names = FormState.Of(ServicePage.EntriesOf(stored.Questionnaire)),
            File = new FormState(FormEntries.Empty),
        };
        return ServicePage.Of(visitor, with(view), status);
    }
}
