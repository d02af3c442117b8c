using Survey.Api.Forms;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.LeadMails;
using Survey.Db.Viewers;

namespace Survey.Api.CaseMails;

/// <summary>When somebody wants reminders of cases: everybody chooses for themselves.</summary>
internal static class CaseMailEndpoints
{
    public const string Address = "/cases/settings";
    public const string Field = "choice";

    public static void MapCaseMails(this IEndpointRouteBuilder routes)
    {
        var settings = routes.MapGroup("").RequiresSomewhere(Right.ReadResults);
        settings.MapGet(Address, ShowAsync);
        settings.MapPost(Address, SaveAsync);
    }

    private static async Task<IResult> ShowAsync(string? done, Visitor visitor, Database database, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var choice = await CaseMailChoices.FindAsync(connection, visitor.SignedIn.Email, ct);
        return CaseMailsPage.Of(visitor, new(choice is { } stored ? FormState.Of(Entries(stored)) : null) { IsSaved = done == "saved" });
    }

    private static async Task<IResult> SaveAsync(
        IFormCollection form,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var entries = FormEntries.Of(form);
        if (EnumText.Find<CaseMailChoice>(entries[Field]) is not { } choice)
        {
            var refused = new FormState(entries) { Problems = [new(null, Field, new("problems.case.mailChoice"))] };
            return CaseMailsPage.Of(visitor, new(refused), StatusCodes.Status422UnprocessableEntity);
        }
        await database.InTransactionAsync(
            connection => CaseMailChoices.SaveAsync(connection, visitor.SignedIn.Email, choice, clock.GetUtcNow(), ct),
            ct
        );
        return TypedResults.Redirect(Address + "?done=saved");
    }

    private static FormEntries Entries(CaseMailChoice choice) => FormEntries.Empty.With(Field, choice.Text());
}
