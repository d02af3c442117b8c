using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Api.Forms;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Questionnaires;

namespace Survey.Api.Questionnaires;

/// <summary>Steps of a kind of service: a page each; another order, retiring and bringing back by a button.</summary>
internal static class StepEndpoints
{
    private const string New = ServiceEndpoints.One + "/new-step";
    private const string Step = ServiceEndpoints.One + "/steps/{step}";

    public static void MapSteps(this IEndpointRouteBuilder services)
    {
        services.MapGet(New, ShowAsync);
        services.MapPost(New, SaveAsync);
        services.MapGet(Step, ShowAsync);
        services.MapPost(Step, SaveAsync);
        services.MapPost(Step + "/{verb}", ActAsync);
    }

    public static string AddressOf(string code, string? step) =>
        ServiceEndpoints.AddressOf(code) + (step is null ? "/new-step" : $"/steps/{step}");

    private static async Task<IResult> ShowAsync(string code, string? step, Visitor visitor, Database database, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await StoredQuestionnaire.FindAsync(connection, code, ct) is { } stored && Has(stored.Questionnaire, step)
            ? Page(visitor, stored, step, state => state, StatusCodes.Status200OK)
            : TypedResults.NotFound();
    }

    private static async Task<IResult> SaveAsync(
        string code,
        string? step,
        IFormCollection form,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var entries = FormEntries.Of(form);
        Questionnaire? changed = null;
        BreakdownPoint? read = null;
        var change = await QuestionnaireChange.StoreAsync(
            database,
            code,
            before =>
            {
                if (!entries.IsBasedOn(Find(before, step) is { } stored ? StepForm.EntriesOf(stored) : null))
                {
                    return null;
                }
                read = StepForm.Read(entries, before, step);
                if (step is null && Find(before, read.Code) is not null)
                {
                    throw new RefusedException(new("problems.journey.stepTaken", read.Code), StepForm.Code);
                }
                return changed = before.WithStep(read);
            },
            visitor.SignedIn.Email,
            clock.GetUtcNow(),
            ct
        );
        if (change.Before is not { } stored || change.IsStale && !Has(stored.Questionnaire, step))
        {
            return TypedResults.NotFound();
        }
        return change.Stored is not null ? ServiceEndpoints.Back(change, step is null ? "stepAdded" : "stepSaved")
            : change.IsStale
                ? Page(visitor, stored, step, state => state with { Entries = entries, IsStale = true }, StatusCodes.Status409Conflict)
            : Page(
                visitor,
                stored,
                step,
                state =>
                    state with
                    {
                        Entries = entries,
                        Problems = changed is null
                            ? change.Problems
                            : ItemProblems.Told(change.Problems, changed, read?.Code, StepForm.FieldOf),
                    },
                StatusCodes.Status422UnprocessableEntity
            );
    }

    private static async Task<IResult> ActAsync(
        string code,
        string step,
        string verb,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var retired = verb == "return" ? await RetiredSteps.FindAsync(database, code, step, ct) : null;
        Func<Questionnaire, Questionnaire>? apply = verb switch
        {
            "up" => before => before.WithStepMoved(step, -1),
            "down" => before => before.WithStepMoved(step, 1),
            "retire" => before => before.WithoutStep(step),
            "return" when retired is not null => before => Find(before, step) is null ? before.WithStep(retired) : before,
            _ => null,
        };
        return await ItemVerbs.ApplyAsync(code, apply, Done, visitor, database, clock, ct);

        IResult Done(QuestionnaireChange change) =>
            ServiceEndpoints.Back(
                change,
                verb switch
                {
                    "retire" => "stepRetired",
                    "return" => "stepReturned",
                    _ => "moved",
                }
            );
    }

    private static RazorComponentResult<StepPage> Page(
        Visitor visitor,
        StoredQuestionnaire stored,
        string? step,
        Func<FormState, FormState> with,
        int status
    )
    {
        var found = Find(stored.Questionnaire, step);
        var state = found is null
            ? new FormState(FormEntries.Empty.With(StepForm.Scale, RatingScale.Quality.Text()))
            : FormState.Of(StepForm.EntriesOf(found));
        return StepPage.Of(
            visitor,
            new()
            {
                Stored = stored,
                Step = found,
                Form = with(state),
            },
            status
        );
    }

    private static bool Has(Questionnaire questionnaire, string? step) => step is null || Find(questionnaire, step) is not null;

    private static BreakdownPoint? Find(Questionnaire questionnaire, string? step) =>
        questionnaire.BreakdownPoints.FirstOrDefault(one => one.Code == step);
}
