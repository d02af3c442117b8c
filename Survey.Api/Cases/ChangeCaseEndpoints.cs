using Survey.Api.Forms;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Cases;

namespace Survey.Api.Cases;

/// <summary>Other terms for a case that goes on. Of two who change it the second sees the first one's change (rule G4).</summary>
internal static class ChangeCaseEndpoints
{
    public static async Task<IResult> ShowAsync(Guid id, Visitor visitor, Database database, TimeProvider clock, CancellationToken ct) =>
        await PageAsync(id, null, visitor, database, clock, ct);

    public static async Task<IResult> ChangeAsync(
        Guid id,
        IFormCollection form,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var entries = FormEntries.Of(form);
        try
        {
            return await CaseChange.ChangeAsync(
                database,
                visitor.SignedIn,
                id,
                CaseForms.Version(entries),
                CaseForms.Read(entries),
                clock.GetUtcNow(),
                ct
            )
                ? TypedResults.Redirect($"{CaseEndpoints.Address(id)}?done=changed")
                : TypedResults.NotFound();
        }
        catch (RefusedException refused)
        {
            return await PageAsync(id, new FormState(entries).Refused(refused.Problems), visitor, database, clock, ct);
        }
    }

    /// <param name="refused">Null: the form as it is stored.</param>
    private static async Task<IResult> PageAsync(
        Guid id,
        FormState? refused,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenAsync(ct);
        if (await CaseView.FindAsync(connection, visitor.SignedIn, id, now, ct) is not { Party.MayDecide: true } shown)
        {
            return TypedResults.NotFound();
        }
        if (!shown.MayChange)
        {
            return TypedResults.Redirect($"{CaseEndpoints.Address(id)}?done=ended");
        }
        var stored = CaseForms.Of(shown.Case);
        var isStale = refused is not null && CaseForms.Version(refused.Entries) != shown.Case.Version;
        return ChangeCasePage.Of(
            visitor,
            new()
            {
                Case = shown,
                Owners = await CaseLead.OfProviderAsync(connection, shown.Case, now, ct),
                Others = await CaseLead.OfCustomerAsync(connection, shown.Case, now, ct),
                Next = await NextMeasurement.FindAsync(connection, shown.Case.Relationship, now, ct),
                Today = DateOnly.FromDateTime(now.UtcDateTime),
                Form =
                    refused is null ? FormState.Of(stored)
                    : isStale ? new FormState(refused.Entries) { Stored = stored, IsStale = true }
                    : refused with { Stored = stored },
            },
            refused is null ? null : StatusCodes.Status422UnprocessableEntity
        );
    }
}
