using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Questionnaires;

namespace Survey.Api.Questionnaires;

/// <summary>What a button does to a step or a question: another order, removing, bringing back.</summary>
internal static class ItemVerbs
{
    /// <param name="apply">Null: there is no such button.</param>
    /// <param name="done">Where a change leads that was stored.</param>
    public static async Task<IResult> ApplyAsync(
        string code,
        Func<Questionnaire, Questionnaire>? apply,
        Func<QuestionnaireChange, IResult> done,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (apply is null)
        {
            return TypedResults.NotFound();
        }
        Questionnaire? changed = null;
        var change = await QuestionnaireChange.StoreAsync(
            database,
            code,
            before => changed = apply(before),
            visitor.SignedIn.Email,
            clock.GetUtcNow(),
            ct
        );
        return change.Before is null ? TypedResults.NotFound()
            : change.Stored is not null ? done(change)
            : await ServiceEndpoints.ServicePageAsync(
                code,
                visitor,
                database,
                view => view with { Problems = ItemProblems.Told(change.Problems, changed ?? change.Before.Questionnaire) },
                StatusCodes.Status422UnprocessableEntity,
                ct
            );
    }
}
