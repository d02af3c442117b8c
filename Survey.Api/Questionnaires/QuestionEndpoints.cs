using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Api.Forms;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Questionnaires;

namespace Survey.Api.Questionnaires;

/// <summary>Questions that belong to no step: a page each; another order and removing by a button.</summary>
internal static class QuestionEndpoints
{
    private const string New = ServiceEndpoints.One + "/new-question";
    private const string One = ServiceEndpoints.One + "/questions/{question}";

    public static void MapQuestions(this IEndpointRouteBuilder services)
    {
        services.MapGet(New, ShowAsync);
        services.MapPost(New, SaveAsync);
        services.MapGet(One, ShowAsync);
        services.MapPost(One, SaveAsync);
        services.MapPost(One + "/{verb}", ActAsync);
        services.MapPost(One + "/options/{option}/{verb}", MoveOptionAsync);
    }

    public static string AddressOf(string code, string? question) =>
        ServiceEndpoints.AddressOf(code) + (question is null ? "/new-question" : $"/questions/{question}");

    private static async Task<IResult> ShowAsync(string code, string? question, Visitor visitor, Database database, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await StoredQuestionnaire.FindAsync(connection, code, ct) is { } stored && Has(stored.Questionnaire, question)
            ? Page(visitor, stored, question, state => state, StatusCodes.Status200OK)
            : TypedResults.NotFound();
    }

    private static async Task<IResult> SaveAsync(
        string code,
        string? question,
        IFormCollection form,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var entries = FormEntries.Of(form);
        Questionnaire? changed = null;
        Question? read = null;
        var change = await QuestionnaireChange.StoreAsync(
            database,
            code,
            before =>
            {
                if (!entries.IsBasedOn(Find(before, question) is { } stored ? QuestionForm.EntriesOf(stored) : null))
                {
                    return null;
                }
                read = QuestionForm.Read(entries, before, question);
                if (question is null && Find(before, read.Key) is not null)
                {
                    throw new RefusedException(new("problems.journey.stepTaken", read.Key), QuestionForm.Code);
                }
                return changed = before.WithQuestion(read);
            },
            visitor.SignedIn.Email,
            clock.GetUtcNow(),
            ct
        );
        if (change.Before is not { } stored || change.IsStale && !Has(stored.Questionnaire, question))
        {
            return TypedResults.NotFound();
        }
        return change.Stored is not null ? ServiceEndpoints.Back(change, question is null ? "questionAdded" : "questionSaved")
            : change.IsStale
                ? Page(visitor, stored, question, state => state with { Entries = entries, IsStale = true }, StatusCodes.Status409Conflict)
            : Page(
                visitor,
                stored,
                question,
                state =>
                    state with
                    {
                        Entries = entries,
                        Problems = changed is null
                            ? change.Problems
                            : ItemProblems.Told(change.Problems, changed, read?.Key, member => QuestionForm.FieldOf(member, entries)),
                    },
                StatusCodes.Status422UnprocessableEntity
            );
    }

    private static Task<IResult> ActAsync(
        string code,
        string question,
        string verb,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        Func<Questionnaire, Questionnaire>? apply = verb switch
        {
            "up" => before => before.WithQuestionMoved(question, -1),
            "down" => before => before.WithQuestionMoved(question, 1),
            "remove" when question != Item.Overall => before => before.WithoutQuestion(question),
            _ => null,
        };
        return ItemVerbs.ApplyAsync(code, apply, Done, visitor, database, clock, ct);

        IResult Done(QuestionnaireChange change) => ServiceEndpoints.Back(change, verb == "remove" ? "questionRemoved" : "moved");
    }

    private static Task<IResult> MoveOptionAsync(
        string code,
        string question,
        string option,
        string verb,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        Func<Questionnaire, Questionnaire>? apply = verb switch
        {
            "up" => before => before.WithOptionMoved(question, option, -1),
            "down" => before => before.WithOptionMoved(question, option, 1),
            _ => null,
        };
        return ItemVerbs.ApplyAsync(code, apply, Done, visitor, database, clock, ct);

        IResult Done(QuestionnaireChange change) =>
            TypedResults.Redirect($"{AddressOf(change.Before!.Code, question)}#{OptionOrder.Title}");
    }

    private static RazorComponentResult<QuestionPage> Page(
        Visitor visitor,
        StoredQuestionnaire stored,
        string? question,
        Func<FormState, FormState> with,
        int status
    )
    {
        var found = Find(stored.Questionnaire, question);
        var state = found is null
            ? new FormState(FormEntries.Empty.With(QuestionForm.Kind, QuestionKind.Choice.Text()).With(QuestionForm.AtMost, "2"))
            : FormState.Of(QuestionForm.EntriesOf(found));
        return QuestionPage.Of(
            visitor,
            new()
            {
                Stored = stored,
                Question = found,
                Form = with(state),
            },
            status
        );
    }

    private static bool Has(Questionnaire questionnaire, string? question) => question is null || Find(questionnaire, question) is not null;

    private static Question? Find(Questionnaire questionnaire, string? key) =>
        questionnaire.Questions.FirstOrDefault(one => one.Key == key);
}
