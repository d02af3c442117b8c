using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Api.Forms;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Cases;
using Survey.Reports.Contents;

namespace Survey.Api.Cases;

/// <summary>Takes up a shown figure: a form that is filled in already.</summary>
internal static class NewCaseEndpoints
{
    /// <param name="start">An example of <see cref="CaseForms.Kinds"/> to start from.</param>
    public static async Task<IResult> ShowAsync(
        string? relationship,
        string? step,
        string? wave,
        string? start,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var asked = new AskedFigure(relationship ?? "", step ?? "", wave ?? "");
        return await ProposeAsync(asked, visitor, database, clock, ct) switch
        {
            null => TypedResults.NotFound(),
            { OpenCase: { } open } => TypedResults.Redirect(CaseEndpoints.Address(open)),
            { } made => Page(
                asked,
                visitor,
                clock,
                made,
                new FormState(
                    CaseForms.Of(
                        made.Terms with
                        {
                            Change = CaseForms.Kinds.Contains(start) ? visitor.Language[$"cases.example.{start}"] : "",
                        }
                    )
                )
            ),
        };
    }

    public static async Task<IResult> OpenAsync(
        string? relationship,
        string? step,
        string? wave,
        IFormCollection form,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var asked = new AskedFigure(relationship ?? "", step ?? "", wave ?? "");
        var entries = FormEntries.Of(form);
        try
        {
            var opening = new CaseOpening(asked.Relationship, asked.Step, asked.Wave, CaseForms.Read(entries));
            return await opening.OpenAsync(database, visitor.SignedIn, clock.GetUtcNow(), ct) is { } id
                ? TypedResults.Redirect($"{CaseEndpoints.Address(id)}?done=opened")
                : TypedResults.NotFound();
        }
        catch (RefusedException refused)
        {
            return await ProposeAsync(asked, visitor, database, clock, ct) is { } made
                ? Page(asked, visitor, clock, made, new FormState(entries).Refused(refused.Problems), isRefused: true)
                : TypedResults.NotFound();
        }
    }

    private static async Task<CaseProposal?> ProposeAsync(
        AskedFigure asked,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        var now = clock.GetUtcNow();
        return await CaseProposal.MakeAsync(connection, visitor.SignedIn, asked.Relationship, asked.Step, asked.Wave, now, ct);
    }

    private static RazorComponentResult<NewCasePage> Page(
        AskedFigure asked,
        Visitor visitor,
        TimeProvider clock,
        CaseProposal proposal,
        FormState form,
        bool isRefused = false
    ) =>
        NewCasePage.Of(
            visitor,
            new()
            {
                Proposal = proposal,
                Form = form,
                Address = NewCase.Address(asked.Relationship, asked.Step, asked.Wave),
                Today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime),
            },
            isRefused ? StatusCodes.Status422UnprocessableEntity : null
        );

    private sealed record AskedFigure(string Relationship, string Step, string Wave);
}
