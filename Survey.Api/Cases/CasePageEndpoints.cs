using Survey.Api.Forms;
using Survey.Api.Programme.Waves;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Cases;

namespace Survey.Api.Cases;

/// <summary>What the page of a case is made with.</summary>
internal sealed record CaseServices(Database Database, TimeProvider Clock, PreviewCache Previews);

/// <summary>A case and what its people do with it.</summary>
internal static class CasePageEndpoints
{
    private static readonly string[] Done = ["opened", "agreed", "done", "written", "withdrawn", "changed", "ended", "recheckWanted"];

    public static Task<IResult> ShowAsync(
        Guid id,
        string? done,
        Visitor visitor,
        [AsParameters] CaseServices services,
        CancellationToken ct
    ) => PageAsync(id, view => view with { Done = Done.Contains(done) ? done : null }, null, visitor, services, ct);

    public static Task<IResult> AgreeAsync(
        Guid id,
        IFormCollection form,
        Visitor visitor,
        [AsParameters] CaseServices services,
        CancellationToken ct
    ) =>
        ActAsync(
            id,
            "agreed",
            form,
            (entries, now) => CaseActions.AgreeAsync(services.Database, visitor.SignedIn, id, CaseForms.Version(entries), now, ct),
            (view, refused) => view with { Refused = refused },
            visitor,
            services,
            ct
        );

    public static Task<IResult> DoneAsync(
        Guid id,
        IFormCollection form,
        Visitor visitor,
        [AsParameters] CaseServices services,
        CancellationToken ct
    ) =>
        ActAsync(
            id,
            "done",
            form,
            (entries, now) => CaseActions.DoneAsync(services.Database, visitor.SignedIn, id, CaseForms.Version(entries), now, ct),
            (view, refused) => view with { Refused = refused },
            visitor,
            services,
            ct
        );

    public static Task<IResult> AskEarlierAsync(
        Guid id,
        IFormCollection form,
        Visitor visitor,
        [AsParameters] CaseServices services,
        CancellationToken ct
    ) =>
        ActAsync(
            id,
            "recheckWanted",
            form,
            (entries, now) => CaseActions.AskEarlierAsync(services.Database, visitor.SignedIn, id, CaseForms.Version(entries), now, ct),
            (view, refused) => view with { Refused = refused },
            visitor,
            services,
            ct
        );

    public static Task<IResult> WriteAsync(
        Guid id,
        IFormCollection form,
        Visitor visitor,
        [AsParameters] CaseServices services,
        CancellationToken ct
    ) =>
        ActAsync(
            id,
            "written",
            form,
            (entries, now) => CaseActions.WriteAsync(services.Database, visitor.SignedIn, id, CaseForms.Lines(entries, "text"), now, ct),
            (view, refused) => view with { Writing = refused },
            visitor,
            services,
            ct
        );

    public static Task<IResult> WithdrawAsync(
        Guid id,
        IFormCollection form,
        Visitor visitor,
        [AsParameters] CaseServices services,
        CancellationToken ct
    ) =>
        ActAsync(
            id,
            "withdrawn",
            form,
            (entries, now) =>
                CaseActions.WithdrawAsync(
                    services.Database,
                    visitor.SignedIn,
                    id,
                    CaseForms.Version(entries),
                    CaseForms.Lines(entries, "reason"),
                    now,
                    ct
                ),
            (view, refused) => view with { Withdrawing = refused },
            visitor,
            services,
            ct
        );

    private static async Task<IResult> ActAsync(
        Guid id,
        string deed,
        IFormCollection form,
        Func<FormEntries, DateTimeOffset, Task<bool>> act,
        Func<CasePageView, FormState, CasePageView> refuse,
        Visitor visitor,
        CaseServices services,
        CancellationToken ct
    )
    {
        var entries = FormEntries.Of(form);
        try
        {
            return await act(entries, services.Clock.GetUtcNow())
                ? TypedResults.Redirect($"{CaseEndpoints.Address(id)}?done={deed}")
                : TypedResults.NotFound();
        }
        catch (RefusedException refused)
        {
            // The only text field of a form has its own name on the page, which has several forms.
            var problems = refused.Problems.Select(one => one.Place == "text" && deed == "withdrawn" ? one with { Place = "reason" } : one);
            var state = new FormState(entries).Refused([.. problems]);
            return await PageAsync(id, view => refuse(view, state), StatusCodes.Status422UnprocessableEntity, visitor, services, ct);
        }
    }

    private static async Task<IResult> PageAsync(
        Guid id,
        Func<CasePageView, CasePageView> with,
        int? status,
        Visitor visitor,
        CaseServices services,
        CancellationToken ct
    )
    {
        var now = services.Clock.GetUtcNow();
        return await FindAsync(id, visitor, services, now, ct) is { } view
            ? OneCasePage.Of(visitor, with(view with { Early = await EarlyAsync(view.Case.Case, services, now, ct) }), status)
            : TypedResults.NotFound();
    }

    private static async Task<CasePageView?> FindAsync(
        Guid id,
        Visitor visitor,
        CaseServices services,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        await using var connection = await services.Database.OpenAsync(ct);
        return await CaseView.FindAsync(connection, visitor.SignedIn, id, now, ct) is { } shown
            ? new()
            {
                Case = shown,
                Next = shown.Case.State == CaseState.Done ? await EarlyRecheck.NextWaveAsync(connection, now, ct) : null,
            }
            : null;
    }

    /// <summary>A preview may take seconds, so no connection is held meanwhile.</summary>
    private static async Task<NextMeasurement?> EarlyAsync(CaseRow row, CaseServices services, DateTimeOffset now, CancellationToken ct) =>
        row is { State: CaseState.Done, RecheckWanted: true }
            ? await EarlyRecheck.FindAsync(services.Database, row.Relationship, wave => services.Previews.OfAsync(wave, now, ct), now, ct)
            : null;
}
