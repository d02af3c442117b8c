using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Messages;
using Survey.Db.Programme;
using Survey.Db.Viewers;

namespace Survey.Api.Programme.Waves;

/// <summary>Sends undelivered invitations again: one, or all of a wave that failed for the same reason.</summary>
internal static class ResendEndpoints
{
    private const string Wave = WaveEndpoints.Waves + "/{code}";
    private const string All = Wave + "/again/{reason}";

    public static void MapResend(this IEndpointRouteBuilder routes)
    {
        var again = routes.MapGroup("").Requires(Right.RunProgramme);
        again.MapPost(Wave + "/messages/{id:guid}/again", SendOneAsync);
        again.MapGet(All, AskAsync);
        again.MapPost(All, SendAllAsync);
    }

    private static async Task<RedirectHttpResult> SendOneAsync(
        string code,
        Guid id,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var isSent = await FailedInvitations.SendOneAgainAsync(database, id, visitor.SignedIn.Email, clock.GetUtcNow(), ct);
        return WaveEndpoints.Back(code, isSent ? "again" : "tooLateToSend");
    }

    private static async Task<Results<RazorComponentResult<ResendPage>, NotFound>> AskAsync(
        string code,
        string reason,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        if (!MailReason.All.Contains(reason) || await RecordedWave.FindAsync(connection, code, ct) is not { } wave)
        {
            return TypedResults.NotFound();
        }
        var failed = await FailedInvitations.CountAsync(connection, wave.Id, clock.GetUtcNow(), ct);
        return ResendPage.Of(
            visitor,
            new()
            {
                Wave = wave,
                Reason = reason,
                Mails = failed.FirstOrDefault(one => one.Reason == reason)?.CanBeSent ?? 0,
            }
        );
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> SendAllAsync(
        string code,
        string reason,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (!MailReason.All.Contains(reason) || await FindAsync(database, code, ct) is not { } wave)
        {
            return TypedResults.NotFound();
        }
        var sent = await FailedInvitations.SendAgainAsync(database, wave.Id, reason, visitor.SignedIn.Email, clock.GetUtcNow(), ct);
        return WaveEndpoints.Back(wave.Code, sent > 0 ? "allAgain" : "nothingLeft");
    }

    private static async Task<RecordedWave?> FindAsync(Database database, string code, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await RecordedWave.FindAsync(connection, code, ct);
    }
}
