using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Restorations;
using Survey.Db.Viewers;

namespace Survey.Api.Programme.Waves;

/// <summary>HR releases or drops e-mails that are held since a restore.</summary>
internal static class HeldEndpoints
{
    public static void MapHeldMails(this IEndpointRouteBuilder routes)
    {
        var wave = routes.MapGroup(WaveEndpoints.Waves + "/{code}").Requires(Right.DecideWaves);
        wave.MapPost("/release", ReleaseAsync);
        wave.MapPost("/drop", DropAsync);
    }

    private static async Task<RedirectHttpResult> ReleaseAsync(
        string code,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    ) =>
        WaveEndpoints.Back(
            code,
            await HeldMails.ReleaseAsync(database, code, visitor.SignedIn.Email, clock.GetUtcNow(), ct) ? "released" : "late"
        );

    private static async Task<RedirectHttpResult> DropAsync(
        string code,
        [FromForm] string? sure,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    ) =>
        WaveEndpoints.Back(
            code,
            sure is null ? "unsure"
                : await HeldMails.DropAsync(database, code, visitor.SignedIn.Email, clock.GetUtcNow(), ct) ? "dropped"
                : "late"
        );
}
